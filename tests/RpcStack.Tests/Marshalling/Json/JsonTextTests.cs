using System.Text;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

/// <summary>JSON as people read and write it.</summary>
public sealed class JsonTextTests
{
    [Fact]
    public void Values_read_like_the_contract()
    {
        Is<Point, PointCodec>(new Point(1, -1), """{"X":1,"Y":-1}""");
        Is<Options, OptionsCodec>(
            new Options(null, "ü", new Point(0, 0), Colour.Blue),
            """{"Number":null,"Text":"ü","Point":{"X":0,"Y":0},"Colour":"Blue"}""");
        Is<Figure, FigureCodec>(new Square(2, "s"), """{"Square":{"Side":2,"Label":"s"}}""");
        Is<byte[], BytesCodec>([1, 2, 255], "\"AQL/\"");
        Is<ulong, UInt64Codec>(ulong.MaxValue, "18446744073709551615");
        Is<decimal, DecimalCodec>(1.50m, "1.50");
        Is<double, DoubleCodec>(double.NaN, "\"NaN\"");
        Is<Colour, EnumCodec<Colour>>((Colour)3, "3");
        Is<DateTime, DateTimeCodec>(new DateTime(2026, 11, 20, 1, 2, 3, DateTimeKind.Utc), "\"2026-11-20T01:02:03Z\"");
        Is<DateOnly, DateOnlyCodec>(new DateOnly(2026, 11, 20), "\"2026-11-20\"");
        Is<TimeSpan, TimeSpanCodec>(new TimeSpan(1, 2, 3, 4), "\"1.02:03:04\"");
        Is<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>(new() { ["a"] = 1 }, """{"a":1}""");
        Is<Dictionary<int, string>, DictionaryCodec<int, Int32Codec, string, StringCodec>>(
            new() { [1] = "a", [2] = "b" }, """[[1,"a"],[2,"b"]]""");
    }

    [Fact]
    public void Names_are_read_in_any_case_and_unknown_ones_are_skipped()
    {
        Assert.Equal(new Point(1, 2), Read<Point, PointCodec>("""{"x": 1, "what": [{}, {"Y": 9}], "Y": 2}"""));
        Assert.Equal(new Point(0, 2), Read<Point, PointCodec>("""{"X": null, "Y": 2}"""));
        Assert.Equal(Colour.Blue, Read<Colour, EnumCodec<Colour>>("\"blue\""));
        Assert.Equal(Colour.Blue, Read<Colour, EnumCodec<Colour>>("7"));
        Assert.Equal(new Circle(1), Read<Figure, FigureCodec>("""{"circle": {"radius": 1}}"""));
    }

    [Theory]
    [InlineData("""{"X": "1"}""", "an integer in X")]
    [InlineData("""{"X": 1.5}""", "in X")]
    [InlineData("""{"X": 3000000000}""", "from -2147483648 to 2147483647 in X")]
    [InlineData("""{"X": }""", "JSON")]
    [InlineData("""{"X": 1""", "JSON")]
    [InlineData("""{"X": 1} 2""", "JSON")]
    [InlineData("[1, 2]", "an object for Tests.Point")]
    [InlineData("", "JSON")]
    public void Errors_say_where_and_what(string text, string because)
    {
        MarshalException refused = Assert.Throws<MarshalException>(() => Read<Point, PointCodec>(text));
        Assert.Contains(because, refused.Message);
        Assert.True(refused.Offset >= 0);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Triangle": {}}""")]
    [InlineData("""{"Circle": {}, "Square": {}}""")]
    public void A_union_has_one_known_case(string text) =>
        Assert.Throws<MarshalException>(() => Read<Figure, FigureCodec>(text));

    [Theory]
    [InlineData("[[1]]")]
    [InlineData("[[1, 2, 3]]")]
    [InlineData("[1, 2]")]
    [InlineData("{}")]
    public void A_pair_has_two_parts(string text) => Assert.Throws<MarshalException>(
        () => Read<Dictionary<int, int>, DictionaryCodec<int, Int32Codec, int, Int32Codec>>(text));

    [Fact]
    public void Indented_is_for_people()
    {
        using var writer = new ByteWriter();
        JsonFormat.Indented.Encode(writer, Marshaller<Point, PointCodec>.Instance, new Point(1, 2));
        Assert.Equal("{\n  \"X\": 1,\n  \"Y\": 2\n}", Encoding.UTF8.GetString(writer.Written).ReplaceLineEndings("\n"));
    }

    private static void Is<T, TCodec>(T value, string text) where TCodec : struct, ICodec<T>
    {
        Assert.Equal(text, Encoding.UTF8.GetString(JsonFormat.Instance.Encode<T, TCodec>(value)));
        Assert.Equal(Wire.Show<T, TCodec>(value), Wire.Show<T, TCodec>(Read<T, TCodec>(text)));
    }

    private static T Read<T, TCodec>(string text) where TCodec : struct, ICodec<T> =>
        JsonFormat.Instance.Decode<T, TCodec>(Encoding.UTF8.GetBytes(text));
}
