using RpcStack.Marshalling;
using RpcStack.TestContracts;

namespace RpcStack.Generators.Tests;

/// <summary>What <c>[RpcLength]</c> puts on the wire, and what it refuses on both sides.</summary>
public class BoundTests
{
    public static TheoryData<WireFormat> Formats =>
        [WireFormat.MessagePack, WireFormat.Xdr, WireFormat.Protobuf, JsonFormat.Instance];

    public static TheoryData<WireFormat, string> Rows => new()
    {
        {
            WireFormat.Xdr,
            "00000002" + "61620000" + "00000004" + "636f6465" + "00000001" + "01000000" // text, code, octets
            + "01020304" + "05000000" // hash: no count
            + "00000001" + "00000007" + "00000008" + "00000009" // few, pair: no count
            + "00000002" + "00000001" + "00000001" + "78000000" + "00000001" + "00000002" + "797a0000" // words
            + "00000001" + "00000001" + "6b000000" + "00000001" // map
        },
        { WireFormat.MessagePack, "98a26162a4636f6465c40101c40501020304059107920809" + "92a178a2797a" + "81a16b01" },
        {
            WireFormat.Protobuf,
            "0a026162" + "1204636f6465" + "1a0101" + "22050102030405" + "2a0107" + "32020809" + "3a01783a02797a"
            + "42050a016b1001"
        },
    };

    /// <summary>The fields before the lists, in XDR.</summary>
    private const string Head = "00000000" + "00000004" + "636f6465" + "00000000" + "0102030405000000";

    private static readonly Dictionary<string, Bounded> Unsound = new()
    {
        ["at most 4"] = Bounded.Sound with { Text = "é€" },
        ["exactly 4"] = Bounded.Sound with { Code = "cod" },
        ["at most 3"] = Bounded.Sound with { Octets = new byte[4] },
        ["exactly 5"] = Bounded.Sound with { Hash = new byte[4] },
        ["at most 2"] = Bounded.Sound with { Few = [1, 2, 3] },
        ["exactly 2"] = Bounded.Sound with { Pair = [1, 2, 3] },
        ["exactly 2."] = Bounded.Sound with { Pair = [1] },
        ["at most 2."] = Bounded.Sound with { Words = ["abc"] },
        ["at most 3."] = Bounded.Sound with { Words = ["", "", "", ""] },
        ["at most 1"] = Bounded.Sound with { Map = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 } },
        ["at most 3.."] = Bounded.Sound with { Map = new Dictionary<string, int> { ["abcd"] = 1 } },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bytes_are_those_of_the_format(WireFormat format, string hex)
    {
        byte[] bytes = Wire.Encode(format, Marshaller<Bounded, BoundedCodec>.Instance, Bounded.Sound);
        Assert.Equal(hex, Convert.ToHexStringLower(bytes));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_keeps_to_its_bounds_comes_back(WireFormat format)
    {
        Bounded copy = Wire.Copy<Bounded, BoundedCodec>(format, Bounded.Sound);
        Assert.Equivalent(Bounded.Sound, copy);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_encoder_refuses_what_breaks_a_bound(WireFormat format)
    {
        foreach ((string because, Bounded value) in Unsound)
        {
            MarshalException refused = Assert.Throws<MarshalException>(
                () => Wire.Encode(format, Marshaller<Bounded, BoundedCodec>.Instance, value));
            Assert.Contains(because.TrimEnd('.'), refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("at most 4", "00000005" + "6162636465000000")]
    [InlineData("exactly 4", "00000002" + "61620000" + "00000003" + "636f6400")]
    [InlineData("at most 3", "00000002" + "61620000" + "00000004" + "636f6465" + "00000004" + "01000000")]
    [InlineData("octets of 5 bytes", "00000002" + "61620000" + "00000004" + "636f6465" + "00000001" + "01000000" + "01")]
    [InlineData("at most 2", Head + "00000003" + "000000010000000200000003")]
    [InlineData("2 elements where 4 bytes remain", Head + "00000000" + "00000001")]
    [InlineData("at most 3", Head + "00000000" + "0000000100000002" + "00000004" + "00000000000000000000000000000000")]
    public void XDR_that_breaks_a_bound_is_refused(string because, string hex) =>
        Refuses(WireFormat.Xdr, hex, because);

    [Theory]
    [InlineData("at most 4", "a56162636465" + "c0c0c0c0c0c0c0")]
    [InlineData("exactly 4", "a161" + "a3636f64" + "c0c0c0c0c0c0")]
    [InlineData("exactly 4", "a161" + "a5636f646565" + "c0c0c0c0c0c0")]
    [InlineData("at most 3", "a161a4636f6465" + "c40401020304")]
    [InlineData("exactly 5", "a161a4636f6465" + "c40101" + "c40401020304")]
    [InlineData("at most 2", "a161a4636f6465c40101c4050102030405" + "93010203")]
    [InlineData("exactly 2", "a161a4636f6465c40101c4050102030405" + "9101" + "9101")]
    [InlineData("exactly 2", "a161a4636f6465c40101c4050102030405" + "9101" + "93010203")]
    [InlineData("at most 3", "a161a4636f6465c40101c4050102030405" + "9101" + "920102" + "94a0a0a0a0")]
    [InlineData("at most 2", "a161a4636f6465c40101c4050102030405" + "9101" + "920102" + "91a3616263")]
    [InlineData("at most 1", "a161a4636f6465c40101c4050102030405" + "9101" + "920102" + "90" + "82a16101a16201")]
    public void MessagePack_that_breaks_a_bound_is_refused(string because, string fields) =>
        Refuses(WireFormat.MessagePack, "98" + fields, because);

    [Theory]
    [InlineData("at most 4", "0a05" + "6162636465")]
    [InlineData("at most 2", "1204636f6465" + "22050102030405" + "2a03010203" + "32020809")]
    [InlineData("at most 2", "1204636f6465" + "22050102030405" + "2a020101" + "32020809" + "2a0101")] // in two parts
    [InlineData("exactly 2", "1204636f6465" + "22050102030405" + "320108")]
    [InlineData("exactly 2", "1204636f6465" + "22050102030405" + "3203080909")]
    [InlineData("Bounded.Hash", "1204636f6465" + "32020809")] // nothing stands for a missing fixed value
    [InlineData("Bounded.Pair", "1204636f6465" + "22050102030405")]
    [InlineData("Bounded.Code", "22050102030405" + "32020809")]
    public void Protobuf_that_breaks_a_bound_is_refused(string because, string hex) =>
        Refuses(WireFormat.Protobuf, hex, because);

    [Fact]
    public void Parameters_results_and_items_are_bounded()
    {
        Assert.Equal("string<3>", Bounds(DirectoryOperations.Lookup.RequestShape));
        Assert.Equal("string<4>", Bounds(DirectoryOperations.Lookup.ResponseShape));
        Assert.Equal("bytes<2>", Bounds(ShelfOperations.List.ItemShape!));
        Assert.Equal("string<2>", Bounds(ShelfOperations.List.ResponseShape));
        Assert.Contains(
            "1 Lookup(name: string<3>)", DirectoryOperations.Contract.Schema.Text, StringComparison.Ordinal);
    }

    private static string Bounds(Shape shape) => ((MessageShape)shape).Fields[0].Shape is ScalarShape scalar
        ? scalar.Kind.ToString().ToLowerInvariant() + scalar.Bound
        : "none";

    private static void Refuses(WireFormat format, string hex, string because)
    {
        MarshalException refused = Assert.Throws<MarshalException>(() => format.Decode(
            Convert.FromHexString(hex), Marshaller<Bounded, BoundedCodec>.Instance, MarshallingLimits.Default));
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }
}
