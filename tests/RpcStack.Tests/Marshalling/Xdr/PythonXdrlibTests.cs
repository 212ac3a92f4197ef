using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

/// <summary>Python's xdrlib packs the same bytes.</summary>
public sealed class PythonXdrlibTests
{
    private const string Python = "/usr/bin/python3";

    // One line for each call of Packed below, in that order; then what Unpacker makes of our last body.
    private const string Script = """
        import sys, uuid, xdrlib
        def packed(write):
            p = xdrlib.Packer()
            write(p)
            print(p.get_buffer().hex())
        packed(lambda p: (p.pack_bool(True), p.pack_bool(False)))
        packed(lambda p: (p.pack_int(-5), p.pack_int(0x7fffffff), p.pack_int(-0x80000000)))
        packed(lambda p: (p.pack_uint(0xffffffff),))
        packed(lambda p: (p.pack_hyper(-2**63), p.pack_uhyper(2**64 - 1)))
        packed(lambda p: (p.pack_float(1.5), p.pack_double(-2.25)))
        packed(lambda p: [p.pack_string('ü'.encode() * n) for n in range(9)])
        packed(lambda p: (p.pack_opaque(b'\1\2\3\4\5'),))
        packed(lambda p: (p.pack_fopaque(16, uuid.UUID('00112233-4455-6677-8899-aabbccddeeff').bytes),))
        packed(lambda p: (p.pack_array([1, -1, 300], p.pack_int),))
        packed(lambda p: (p.pack_uint(5), p.pack_int(2), p.pack_string(b's')))
        u = xdrlib.Unpacker(bytes.fromhex(sys.stdin.readline()))
        print(u.unpack_bool(), u.unpack_int(), u.unpack_bool(), u.unpack_string().decode(),
              u.unpack_bool(), u.unpack_bool(), u.unpack_int())
        u.done()
        """;

    [PeerFact(Python + " xdrlib")]
    public async Task Xdrlib_packs_the_same_bytes_and_unpacks_ours()
    {
        WireFormat format = WireFormat.Xdr;
        string[] ours =
        [
            Hex([.. format.Encode<bool, BooleanCodec>(true), .. format.Encode<bool, BooleanCodec>(false)]),
            Hex([
                .. format.Encode<sbyte, SByteCodec>(-5),
                .. format.Encode<int, Int32Codec>(int.MaxValue),
                .. format.Encode<int, Int32Codec>(int.MinValue),
            ]),
            Hex(format.Encode<uint, UInt32Codec>(uint.MaxValue)),
            Hex([
                .. format.Encode<long, Int64Codec>(long.MinValue),
                .. format.Encode<ulong, UInt64Codec>(ulong.MaxValue),
            ]),
            Hex([.. format.Encode<float, SingleCodec>(1.5f), .. format.Encode<double, DoubleCodec>(-2.25)]),
            Hex([.. Enumerable.Range(0, 9).SelectMany(n => format.Encode<string, StringCodec>(new string('ü', n)))]),
            Hex(format.Encode<byte[], BytesCodec>([1, 2, 3, 4, 5])),
            Hex(format.Encode<Guid, GuidCodec>(new Guid("00112233-4455-6677-8899-aabbccddeeff"))),
            Hex(format.Encode<int[], ArrayCodec<int, Int32Codec>>([1, -1, 300])),
            Hex(format.Encode<Figure, FigureCodec>(new Square(2, "s"))),
        ];
        string options = Hex(format.Encode<Options, OptionsCodec>(new Options(-7, "grüß", null, Colour.Blue)));

        string output = await Peer.RunAsync(Python, ["-W", "ignore", "-X", "utf8", "-c", Script], options + "\n");

        Assert.Equal([.. ours, "True -7 True grüß False True 7"], output.TrimEnd('\n').Split('\n'));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
