using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

/// <summary>Python's msgpack reads what we write, means the same by it, and writes the same bytes.</summary>
public sealed class PythonMsgpackTests
{
    private const string Python = "/usr/bin/python3";

    // Reads hexadecimal lines; prints what each means and its bytes, written anew.
    private const string Script = """
        import msgpack, sys
        for line in sys.stdin:
            value = msgpack.unpackb(bytes.fromhex(line), strict_map_key=False, timestamp=0)
            again = msgpack.packb(value, use_single_float=False)
            print(ascii(value), again.hex(), sep='\t')
        """;

    [PeerFact(Python + " msgpack")]
    public async Task Reads_our_bytes_and_writes_the_same()
    {
        WireFormat format = WireFormat.MessagePack;
        long[] numbers = [0, 1, 127, 128, 255, 256, 65_535, 65_536, uint.MaxValue, 1L << 32, long.MaxValue,
            -1, -32, -33, -128, -129, -32_768, -32_769, int.MinValue, int.MinValue - 1L, long.MinValue];
        var instant = new DateTime(2026, 11, 20, 13, 45, 30, 123, DateTimeKind.Utc);
        (byte[] Bytes, string? Meaning)[] bodies =
        [
            .. numbers.Select(number => (format.Encode<long, Int64Codec>(number), (string?)$"{number}")),
            (format.Encode<ulong, UInt64Codec>(ulong.MaxValue), $"{ulong.MaxValue}"),
            (format.Encode<double, DoubleCodec>(-2.25), "-2.25"),
            (format.Encode<string, StringCodec>("it's"), "\"it's\""),
            (format.Encode<string, StringCodec>(new string('x', 40)), $"'{new string('x', 40)}'"),
            (format.Encode<string, StringCodec>(new string('ü', 200)), null),
            (format.Encode<string, StringCodec>(new string('x', 70_000)), null),
            (format.Encode<byte[], BytesCodec>([0, 255]), "b'\\x00\\xff'"),
            (format.Encode<byte[], BytesCodec>(new byte[300]), null),
            (format.Encode<byte[], BytesCodec>(new byte[70_000]), null),
            (format.Encode<Options, OptionsCodec>(new Options(null, "a", new Point(1, -1), null)), "[None, 'a', [1, -1], None]"),
            (format.Encode<Gaps, GapsCodec>(new Gaps(1, "x")), "[1, None, None, 'x']"),
            (format.Encode<Drawing, DrawingCodec>(new Drawing(new Circle(1.5), [])), "[[1, [1.5]], []]"),
            (format.Encode<Containers, ContainersCodec>(Values.Full), null),
            (format.Encode<Tree, TreeCodec>(Values.Wood(3, 20)), null),
            (format.Encode<int[], ArrayCodec<int, Int32Codec>>(new int[70_000]), null),
            (format.Encode<DateTime, DateTimeCodec>(instant), "Timestamp(seconds=1795182330, nanoseconds=123000000)"),
            (format.Encode<DateTime, DateTimeCodec>(DateTime.UnixEpoch), "Timestamp(seconds=0, nanoseconds=0)"),
            (format.Encode<DateTime, DateTimeCodec>(DateTime.MinValue), "Timestamp(seconds=-62135596800, nanoseconds=0)"),
            (format.Encode<Scalars, ScalarsCodec>(Values.Ordinary with { Single = 0 }), null),
        ];

        string input = string.Join("\n", bodies.Select(body => Convert.ToHexStringLower(body.Bytes)));
        string output = await Peer.RunAsync(Python, ["-c", Script], input);

        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(bodies.Length, lines.Length);
        foreach ((string line, (byte[] bytes, string? meaning)) in lines.Zip(bodies))
        {
            string[] parts = line.Split('\t');
            if (meaning is not null) Assert.Equal(meaning, parts[0]);
            // It knows no float32 (ca): the one in Scalars comes back as a float64.
            if (bytes.Length > 1 && parts[0].StartsWith("[True", StringComparison.Ordinal))
                Assert.Equal(Values.Ordinary.Int64, format.Decode<Scalars, ScalarsCodec>(Convert.FromHexString(parts[1])).Int64);
            else Assert.Equal(Convert.ToHexStringLower(bytes), parts[1]);
        }
    }

    [PeerFact(Python + " msgpack")]
    public async Task We_read_what_it_writes()
    {
        const string Writer =
            "import msgpack; print(msgpack.packb([7, 'seven', 3, None, ['a'], [1, 2], {'unknown': [{}]}]).hex())";
        byte[] body = Convert.FromHexString((await Peer.RunAsync(Python, ["-c", Writer])).Trim());
        Assert.Equal(new EntryV1(7, "seven"), WireFormat.MessagePack.Decode<EntryV1, EntryV1Codec>(body));
        EntryV2 entry = WireFormat.MessagePack.Decode<EntryV2, EntryV2Codec>(body);
        Assert.Equal((3.0, null, "a", new Point(1, 2)), (entry.Score, entry.Note, entry.Tags[0], entry.Where));
    }
}
