using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

/// <summary>XDR to the byte (RFC 4506).</summary>
public sealed class XdrBytesTests
{
    private static readonly WireFormat Format = WireFormat.Xdr;

    [Fact]
    public void Scalars()
    {
        Format.Check<bool, BooleanCodec>(true, "00000001");
        Format.Check<sbyte, SByteCodec>(-1, "ffffffff");
        Format.Check<byte, ByteCodec>(255, "000000ff");
        Format.Check<short, Int16Codec>(-2, "fffffffe");
        Format.Check<ushort, UInt16Codec>(65_535, "0000ffff");
        Format.Check<int, Int32Codec>(int.MinValue, "80000000");
        Format.Check<uint, UInt32Codec>(uint.MaxValue, "ffffffff");
        Format.Check<long, Int64Codec>(-2, "fffffffffffffffe");
        Format.Check<ulong, UInt64Codec>(ulong.MaxValue, "ffffffffffffffff");
        Format.Check<float, SingleCodec>(1.5f, "3fc00000");
        Format.Check<double, DoubleCodec>(-2.25, "c002000000000000");
        Format.Check<char, CharCodec>('世', "00004e16");
        Format.Check<Colour, EnumCodec<Colour>>(Colour.Blue, "00000007");
        Format.Check<DateOnly, DateOnlyCodec>(new DateOnly(1, 1, 2), "00000001");
        Format.Check<TimeOnly, TimeOnlyCodec>(new TimeOnly(256), "0000000000000100");
        Format.Check<TimeSpan, TimeSpanCodec>(TimeSpan.FromTicks(-1), "ffffffffffffffff");
        Format.Check<DateTime, DateTimeCodec>(DateTime.UnixEpoch, "089f7ff5f7b58000");
        Format.Check<DateTimeOffset, DateTimeOffsetCodec>(
            new DateTimeOffset(1970, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)), "089f7ff5f7b5800000000078");
        Format.Check<Guid, GuidCodec>(
            new Guid("00112233-4455-6677-8899-aabbccddeeff"), "00112233445566778899aabbccddeeff");
        Format.Check<decimal, DecimalCodec>(1.5m, "00000003312e3500");
    }

    [Theory]
    [InlineData("", "00000000")]
    [InlineData("a", "0000000161000000")]
    [InlineData("abc", "0000000361626300")]
    [InlineData("abcd", "0000000461626364")]
    [InlineData("sillyprog", "0000000973696c6c7970726f67000000")] // RFC 4506 §7
    public void Text_is_counted_and_padded(string value, string hex) => Format.Check<string, StringCodec>(value, hex);

    [Fact]
    public void Structure()
    {
        Format.Check<Unit, UnitCodec>(default, "");
        Format.Check<Point, PointCodec>(new Point(1, -1), "00000001ffffffff");
        Format.Check<Gaps, GapsCodec>(new Gaps(1, "x"), "000000010000000178000000");
        Format.Check<byte[], BytesCodec>([1, 2, 3], "0000000301020300");
        Format.Check<int?, NullableCodec<int, Int32Codec>>(null, "00000000");
        Format.Check<int?, NullableCodec<int, Int32Codec>>(5, "0000000100000005");
        Format.Check<Figure, FigureCodec>(new Square(2, "s"), "00000005000000020000000173000000");
        Format.Check<int[], ArrayCodec<int, Int32Codec>>([1, 2], "000000020000000100000002");
        Format.Check<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>(
            new() { ["a"] = 1 }, "00000001000000016100000000000001");
    }

    [Fact]
    public void What_is_fixed_has_no_count()
    {
        Format.Check<byte[], Fixed5>([1, 2, 3, 4, 5], "0102030405000000");
        Format.Refuses<byte[], Fixed5>("0102030405000001", "zeros");
        Assert.Throws<MarshalException>(() => Format.Encode<byte[], Fixed5>([1]));
    }

    [Fact]
    public void Malformed_items_are_refused()
    {
        Format.Refuses<bool, BooleanCodec>("00000002", "TRUE");
        Format.Refuses<int?, NullableCodec<int, Int32Codec>>("0000000200000005", "TRUE");
        Format.Refuses<sbyte, SByteCodec>("00000080", "8 bits");
        Format.Refuses<byte, ByteCodec>("ffffffff", "8 bits");
        Format.Refuses<string, StringCodec>("0000000161000001", "zeros");
        Format.Refuses<string, StringCodec>("0000000161", "padding");
        Format.Refuses<string, StringCodec>("ffffffff61000000", "remain");
        Format.Refuses<string, StringCodec>("00000002c3280000", "UTF-8");
        Format.Refuses<Figure, FigureCodec>("00000002", "case of the union");
        Format.Refuses<DateTime, DateTimeCodec>("ffffffffffffffff", "year");
        Format.Refuses<DateTimeOffset, DateTimeOffsetCodec>("089f7ff5f7b58000000003c1", "offset");
        Format.Refuses<int[], ArrayCodec<int, Int32Codec>>("7fffffff00000001", "elements");
        Format.Refuses<int[], ArrayCodec<int, Int32Codec>>("ffffffff00000001", "elements");
        Format.Refuses<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>("7fffffff", "elements");
    }

    [Fact]
    public void Elements_without_bytes_are_counted_against_the_limit()
    {
        Assert.Equal(1000, Format.Decode<Unit[], ArrayCodec<Unit, UnitCodec>>([0, 0, 3, 0xe8]).Length);
        Format.Refuses<Unit[], ArrayCodec<Unit, UnitCodec>>("ffffffff");
        Format.Refuses<Unit[], ArrayCodec<Unit, UnitCodec>>("7fffffc7", "MaxAllocation");
    }

    private readonly struct Fixed5 : ICodec<byte[]>
    {
        public static Shape Shape { get; } = new ScalarShape(ScalarKind.Bytes, Bound.Exactly(5));

        public static void Encode<TEncoder>(ref TEncoder encoder, in byte[] value)
            where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteBytes(value, Bound.Exactly(5));

        public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref byte[]? value)
            where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadBytes(Bound.Exactly(5));
    }
}
