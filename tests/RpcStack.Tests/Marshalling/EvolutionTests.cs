using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

/// <summary>Fields that only one side knows: an old writer and a new reader, and the reverse.</summary>
public sealed class EvolutionTests
{
    private static readonly EntryV1 Old = new(7, "seven");
    private static readonly EntryV2 New = new(7, "seven", 0.5, "a note", ["x", "y"], new Point(1, 2));

    public static TheoryData<WireFormat> Tolerant => [WireFormat.MessagePack, WireFormat.Protobuf, JsonFormat.Instance];

    [Theory]
    [MemberData(nameof(Tolerant))]
    public void A_new_reader_gives_missing_fields_their_defaults(WireFormat format)
    {
        EntryV2 decoded = format.Decode<EntryV2, EntryV2Codec>(format.Encode<EntryV1, EntryV1Codec>(Old));
        Assert.Equal((7, "seven", 0.0, null, null), (decoded.Id, decoded.Name, decoded.Score, decoded.Note, decoded.Where));
        Assert.Empty(decoded.Tags);
    }

    [Theory]
    [MemberData(nameof(Tolerant))]
    public void An_old_reader_skips_what_it_does_not_know(WireFormat format) =>
        Assert.Equal(Old, format.Decode<EntryV1, EntryV1Codec>(format.Encode<EntryV2, EntryV2Codec>(New)));

    [Theory]
    [MemberData(nameof(Tolerant))]
    public void Elements_evolve_like_bodies(WireFormat format)
    {
        byte[] body = format.Encode<EntryV2[], ArrayCodec<EntryV2, EntryV2Codec>>([New, New]);
        Assert.Equal([Old, Old], format.Decode<EntryV1[], ArrayCodec<EntryV1, EntryV1Codec>>(body));
    }

    [Fact]
    public void XDR_names_the_field_that_an_old_writer_did_not_send()
    {
        byte[] body = WireFormat.Xdr.Encode<EntryV1, EntryV1Codec>(Old);
        MarshalException refused = Assert.Throws<MarshalException>(() => WireFormat.Xdr.Decode<EntryV2, EntryV2Codec>(body));
        Assert.Contains("the field Score of Tests.Entry, which XDR cannot leave out", refused.Message);
    }

    [Fact]
    public void XDR_says_that_it_cannot_skip_what_a_new_writer_sent()
    {
        byte[] body = WireFormat.Xdr.Encode<EntryV2, EntryV2Codec>(New);
        MarshalException refused = Assert.Throws<MarshalException>(() => WireFormat.Xdr.Decode<EntryV1, EntryV1Codec>(body));
        Assert.Contains("XDR cannot skip a field that only the other side knows", refused.Message);
    }

    [Fact]
    public void Formats_are_found_by_their_number()
    {
        Assert.Same(WireFormat.MessagePack, WireFormat.ById(1));
        Assert.Same(WireFormat.Xdr, WireFormat.ById(2));
        Assert.Same(WireFormat.Protobuf, WireFormat.ById(3));
        Assert.Null(WireFormat.ById(JsonFormat.Instance.Id)); // JSON is not for connections
    }
}
