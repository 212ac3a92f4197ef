using Google.Protobuf;
using RpcStack.Marshalling;
using WireFormat = RpcStack.Marshalling.WireFormat;

namespace RpcStack.Tests.Marshalling;

/// <summary>Of mutated bodies that both sides accept, both make the same; protoc's code refuses what we refuse.</summary>
public sealed class ProtocDifferentialTests
{
    private static readonly WireFormat Format = WireFormat.Protobuf;

    // The C# code skips fields of the wire types 6 and 7, which do not exist, takes tags of more than 32 bits, packed
    // elements of negative length, and puts replacement characters for malformed UTF-8, which proto3 calls an error.
    private static readonly string[] StricterThanProtoc =
        ["a wire type", "a field's number", "packed elements of", "UTF-8"];

    [Fact]
    public void Mutated_bodies_mean_the_same_to_protoc()
    {
        var random = new Random(4711);
        Compare<Tree, TreeCodec>(Values.Wood(3, 3), Oracle.Tree.Parser, random);
        Compare<Options, OptionsCodec>(new Options(1, "te", new Point(1, 2), Colour.Blue), Oracle.Options.Parser, random);
        Compare<Containers, ContainersCodec>(
            Values.Full with { Counts = new() { ["one"] = 1 }, Places = new Dictionary<int, Point> { [1] = new(1, 2) } },
            Oracle.Containers.Parser,
            random);
    }

    private static void Compare<T, TCodec>(T value, MessageParser parser, Random random) where TCodec : struct, ICodec<T>
    {
        byte[] valid = Format.Encode<T, TCodec>(value);
        int agreed = 0;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] body = Hostile.Mutate(valid, random);
            string? ours = Ours<T, TCodec>(body, out string refusal);
            string? theirs = Theirs(body, parser);
            if (ours is null && StricterThanProtoc.Any(refusal.Contains)) continue;
            Assert.True(ours == theirs, $"{typeof(T).Name} {Convert.ToHexString(body)}\n{ours}\n{theirs}");
            if (ours is not null) agreed++;
        }

        Assert.InRange(agreed, 100, 9_999);
    }

    private static string? Ours<T, TCodec>(byte[] body, out string refusal) where TCodec : struct, ICodec<T>
    {
        refusal = "";
        try
        {
            return Convert.ToHexString(Format.Encode<T, TCodec>(Format.Decode<T, TCodec>(body)));
        }
        catch (MarshalException refused)
        {
            refusal = refused.Message;
            return null;
        }
    }

    private static string? Theirs(byte[] body, MessageParser parser)
    {
        try
        {
            return Convert.ToHexString(parser.WithDiscardUnknownFields(true).ParseFrom(body).ToByteArray());
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
