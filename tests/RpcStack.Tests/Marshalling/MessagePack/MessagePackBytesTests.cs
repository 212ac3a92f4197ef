using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

/// <summary>MessagePack to the byte, as its specification and MessagePack-CSharp write it.</summary>
public sealed class MessagePackBytesTests
{
    private static readonly WireFormat Format = WireFormat.MessagePack;

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7f")]
    [InlineData(128, "cc80")]
    [InlineData(255, "ccff")]
    [InlineData(256, "cd0100")]
    [InlineData(65_535, "cdffff")]
    [InlineData(65_536, "ce00010000")]
    [InlineData(4_294_967_295, "ceffffffff")]
    [InlineData(4_294_967_296, "cf0000000100000000")]
    [InlineData(long.MaxValue, "cf7fffffffffffffff")]
    [InlineData(-1, "ff")]
    [InlineData(-32, "e0")]
    [InlineData(-33, "d0df")]
    [InlineData(-128, "d080")]
    [InlineData(-129, "d1ff7f")]
    [InlineData(-32_768, "d18000")]
    [InlineData(-32_769, "d2ffff7fff")]
    [InlineData(int.MinValue, "d280000000")]
    [InlineData(int.MinValue - 1L, "d3ffffffff7fffffff")]
    [InlineData(long.MinValue, "d38000000000000000")]
    public void Integers_take_the_smallest_form(long value, string hex) => Format.Check<long, Int64Codec>(value, hex);

    [Fact]
    public void Scalars()
    {
        Format.Check<bool, BooleanCodec>(false, "c2");
        Format.Check<bool, BooleanCodec>(true, "c3");
        Format.Check<float, SingleCodec>(1.5f, "ca3fc00000");
        Format.Check<double, DoubleCodec>(-2.25, "cbc002000000000000");
        Format.Check<char, CharCodec>('A', "41");
        Format.Check<char, CharCodec>('世', "cd4e16");
        Format.Check<ulong, UInt64Codec>(ulong.MaxValue, "cfffffffffffffffff");
        Format.Check<string, StringCodec>("", "a0");
        Format.Check<string, StringCodec>("ü", "a2c3bc");
        Format.Check<string, StringCodec>(new string('a', 31), "bf" + Repeat("61", 31));
        Format.Check<string, StringCodec>(new string('a', 32), "d920" + Repeat("61", 32));
        Format.Check<string, StringCodec>(new string('ü', 16), "d920" + Repeat("c3bc", 16));
        Format.Check<string, StringCodec>(new string('a', 256), "da0100" + Repeat("61", 256));
        Format.Check<byte[], BytesCodec>([], "c400");
        Format.Check<byte[], BytesCodec>([1, 2], "c4020102");
        Format.Check<byte[], BytesCodec>(new byte[256], "c50100" + Repeat("00", 256));
        Format.Check<decimal, DecimalCodec>(-1.50m, "a52d312e3530");
        Format.Check<Guid, GuidCodec>(
            new Guid("00112233-4455-6677-8899-aabbccddeeff"),
            "d92430303131323233332d343435352d363637372d383839392d616162626363646465656666");
    }

    [Fact]
    public void Times()
    {
        Format.Check<DateTime, DateTimeCodec>(DateTime.UnixEpoch, "d6ff00000000");
        Format.Check<DateTime, DateTimeCodec>(DateTime.UnixEpoch.AddSeconds(uint.MaxValue), "d6ffffffffff");
        Format.Check<DateTime, DateTimeCodec>(DateTime.UnixEpoch.AddTicks(1), "d7ff0000019000000000");
        Format.Check<DateTime, DateTimeCodec>(DateTime.UnixEpoch.AddSeconds(1L << 32), "d7ff0000000100000000");
        Format.Check<DateTime, DateTimeCodec>(DateTime.UnixEpoch.AddSeconds(-1), "c70cff00000000ffffffffffffffff");
        Format.Check<DateTime, DateTimeCodec>(DateTime.MinValue, "c70cff00000000fffffff1886e0900");
        Format.Check<DateTimeOffset, DateTimeOffsetCodec>(
            new DateTimeOffset(1970, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)), "92d6ff00001c2078");
        Format.Check<DateOnly, DateOnlyCodec>(DateOnly.MinValue, "00");
        Format.Check<TimeOnly, TimeOnlyCodec>(new TimeOnly(1), "01");
        Format.Check<TimeSpan, TimeSpanCodec>(TimeSpan.FromTicks(-1), "ff");
    }

    [Fact]
    public void Structure()
    {
        Format.Check<Unit, UnitCodec>(default, "90");
        Format.Check<Point, PointCodec>(new Point(1, -1), "9201ff");
        Format.Check<Gaps, GapsCodec>(new Gaps(1, "x"), "9401c0c0a178");
        Format.Check<Options, OptionsCodec>(new Options(null, "a", null, Colour.Blue), "94c0a161c007");
        Format.Check<Figure, FigureCodec>(new Square(2, "s"), "92059202a173");
        Format.Check<int[], ArrayCodec<int, Int32Codec>>([1, 2, 3], "93010203");
        Format.Check<int[], ArrayCodec<int, Int32Codec>>(new int[16], "dc0010" + Repeat("00", 16));
        Format.Check<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>(
            new() { ["a"] = 1 }, "81a16101");
    }

    [Theory]
    [InlineData("05")]
    [InlineData("cc05")]
    [InlineData("cd0005")]
    [InlineData("ce00000005")]
    [InlineData("cf0000000000000005")]
    [InlineData("d005")]
    [InlineData("d10005")]
    [InlineData("d200000005")]
    [InlineData("d30000000000000005")]
    public void Any_width_of_integer_is_read_where_the_value_fits(string hex)
    {
        byte[] body = Convert.FromHexString(hex);
        Assert.Equal(5, Format.Decode<int, Int32Codec>(body));
        Assert.Equal((byte)5, Format.Decode<byte, ByteCodec>(body));
        Assert.Equal(5UL, Format.Decode<ulong, UInt64Codec>(body));
        Assert.Equal(5.0, Format.Decode<double, DoubleCodec>(body));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Format.Refuses<byte, ByteCodec>("cd0100", "from 0 to 255");
        Format.Refuses<sbyte, SByteCodec>("cc80", "from -128 to 127");
        Format.Refuses<uint, UInt32Codec>("ff", "from 0");
        Format.Refuses<long, Int64Codec>("cf8000000000000000", "integer");
        Format.Refuses<DateOnly, DateOnlyCodec>("ce7fffffff");
        Format.Refuses<TimeOnly, TimeOnlyCodec>("cf7fffffffffffffff");
        Format.Refuses<DateTime, DateTimeCodec>("c70cff000000007fffffffffffffff", "year");
        Format.Refuses<DateTime, DateTimeCodec>("d7fffffffffc00000000", "year"); // more than 999,999,999 ns
        Format.Refuses<DateTimeOffset, DateTimeOffsetCodec>("92d6ff00000000cd0400", "offset");
        Format.Refuses<decimal, DecimalCodec>("a3316535", "decimal");
        Format.Refuses<decimal, DecimalCodec>("bf" + Repeat("39", 31), "decimal");
        Format.Refuses<Guid, GuidCodec>("a0", "GUID");
    }

    [Theory]
    [InlineData("", "array of a message")]
    [InlineData("81a15801", "array of a message")] // a map with names as keys
    [InlineData("92", "remain")]
    [InlineData("dd7fffffff01", "remain")]
    [InlineData("ddffffffff01", "remain")]
    [InlineData("9301c1", "remain")]
    [InlineData("930102c1", "unused")]
    [InlineData("9301dbffffffff", "integer")]
    [InlineData("930102dbffffffff", "remain")]
    [InlineData("930102dfffffffff", "remain")]
    public void Malformed_messages_are_refused(string hex, string because) =>
        Format.Refuses<Point, PointCodec>(hex, because);

    [Fact]
    public void Nil_for_a_field_that_cannot_be_null_is_a_missing_field() =>
        Assert.Equal(new Point(0, 5), Format.Decode<Point, PointCodec>([0x92, 0xc0, 0x05]));

    [Fact]
    public void Extra_fields_are_skipped_however_deep()
    {
        byte[] deep = [.. Enumerable.Repeat((byte)0x91, 10_000), 0x01];
        Assert.Equal(new Point(1, 2), Format.Decode<Point, PointCodec>([0x93, 0x01, 0x02, .. deep]));
    }

    [Fact]
    public void Malformed_UTF_8_is_refused()
    {
        Format.Refuses<string, StringCodec>("a2c328", "UTF-8");
        Format.Refuses<string, StringCodec>("a3eda080", "UTF-8"); // a surrogate
        Format.Refuses<string, StringCodec>("c403616263", "text"); // octets
    }

    [Fact]
    public void The_last_of_equal_keys_stays() => Assert.Equal(
        2,
        Format.Decode<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>(
            [0x82, 0xa1, 0x61, 0x01, 0xa1, 0x61, 0x02])["a"]);

    private static string Repeat(string hex, int count) => string.Concat(Enumerable.Repeat(hex, count));
}
