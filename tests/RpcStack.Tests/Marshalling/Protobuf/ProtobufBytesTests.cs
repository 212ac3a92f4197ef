using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

/// <summary>Protobuf to the byte, and what it must accept besides.</summary>
public sealed class ProtobufBytesTests
{
    private static readonly WireFormat Format = WireFormat.Protobuf;

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "0801")]
    [InlineData(150, "089601")] // the encoding guide's first example
    [InlineData(-1, "08ffffffffffffffffff01")]
    public void A_lone_number_is_field_1(int value, string hex) => Format.Check<int, Int32Codec>(value, hex);

    [Fact]
    public void Structure()
    {
        Format.Check<Unit, UnitCodec>(default, "");
        Format.Check<Point, PointCodec>(new Point(0, 1), "1001");
        Format.Check<string, StringCodec>("testing", "0a0774657374696e67");
        Format.Check<int[], ArrayCodec<int, Int32Codec>>([3, 270, 86942], "0a06038e029ea705");
        Format.Check<Figure, FigureCodec>(new Circle(0), "0a00");
        Format.Check<Figure, FigureCodec>(new Square(2, "s"), "2a050802120173");
        Format.Check<Drawing, DrawingCodec>(new Drawing(new Circle(0), [new Circle(0)]), "0a020a0012020a00");
        Format.Check<Options, OptionsCodec>(new Options(0, "", new Point(0, 0), Colour.Red), "080012001a002000");
        Format.Check<double, DoubleCodec>(-0.0, "090000000000000080"); // -0 is not the default
        Format.Check<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>(
            new() { ["a"] = 1 }, "0a050a01611001");
    }

    [Fact]
    public void Lengths_that_outgrow_their_octet_move_what_follows()
    {
        var inner = new Tree(1, [.. Enumerable.Repeat(new Tree(2, []), 40)]); // 162 bytes
        Format.RoundTrip<Tree, TreeCodec>(new Tree(3, [inner, new Tree(4, [inner])]));
    }

    [Fact]
    public void Numbers_come_packed_or_not_or_both()
    {
        Assert.Equal([1, 2, 3], Numbers("080108020803"));
        Assert.Equal([1, 2, 3], Numbers("0a03010203"));
        Assert.Equal([1, 2, 3, 4], Numbers("08010a02020308040a00"));
        Assert.Equal([1, 2, 3], Numbers("0a000a01010a020203"));
        Assert.Equal([1, 2], Numbers("08011a000802")); // an unknown field between
        Assert.Equal([], Numbers("0a00"));
        Format.Refuses<int[], ArrayCodec<int, Int32Codec>>("0a0380", "remain");
        Format.Refuses<int[], ArrayCodec<int, Int32Codec>>("0a0180", "varint");

        static int[] Numbers(string hex) =>
            Format.Decode<int[], ArrayCodec<int, Int32Codec>>(Convert.FromHexString(hex));
    }

    [Fact]
    public void Messages_that_come_twice_merge()
    {
        Options merged = Format.Decode<Options, OptionsCodec>(Convert.FromHexString("1a020801" + "0807" + "1a021002"));
        Assert.Equal(new Options(7, null, new Point(1, 2), null), merged);
        Assert.Equal(9, Format.Decode<int, Int32Codec>(Convert.FromHexString("08010809"))); // the last number counts
    }

    [Theory]
    [InlineData("0a050a01611001")]
    [InlineData("0a0510010a0161")] // the value first
    [InlineData("0a091a02ffff0a01611001")] // an unknown field inside
    [InlineData("0a071002" + "0a0161" + "1001")] // the value twice
    public void Entries_of_a_map_come_in_any_order(string hex)
    {
        Dictionary<string, int> map = Map(hex);
        Assert.Equal(1, Assert.Single(map).Value);
        Assert.Equal("a", Assert.Single(map).Key);
    }

    [Fact]
    public void What_a_map_leaves_out_is_the_default()
    {
        Assert.Equal(new KeyValuePair<string, int>("", 0), Assert.Single(Map("0a00")));
        Assert.Equal(2, Map("0a050a016110010a021002").Count);
        Assert.Equal(5, Map("0a050a016110010a050a01611005")["a"]); // the last one stays
        Dictionary<int, Point> points = Format.Decode<Dictionary<int, Point>, DictionaryCodec<int, Int32Codec, Point, PointCodec>>(
            Convert.FromHexString("0a020805"));
        Assert.Equal(new Point(0, 0), points[5]);
    }

    [Theory]
    [InlineData("0801" + "1801" + "1002")] // field 3, a varint
    [InlineData("0801" + "1901020304050607081d01020304" + "1002")]
    [InlineData("0801" + "1b0801231b1c241c" + "1002")] // a group with groups inside
    [InlineData("0801" + "0a00" + "1002")] // a known number of another type is unknown too
    public void Unknown_fields_are_skipped(string hex) =>
        Assert.Equal(new Point(1, 2), Format.Decode<Point, PointCodec>(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("00", "number")]
    [InlineData("0f01", "wire type")]
    [InlineData("1c", "wire type")] // the end of a group that never began
    [InlineData("1b08", "varint")]
    [InlineData("1b", "varint")]
    [InlineData("1b24", "wire type")]
    [InlineData("1affffffff0f", "remain")]
    [InlineData("1affffffffffffffffff01", "remain")]
    [InlineData("08ffffffffffffffffffff01", "10 bytes")]
    public void Malformed_messages_are_refused(string hex, string because) =>
        Format.Refuses<Point, PointCodec>(hex, because);

    [Fact]
    public void Groups_nest_no_deeper_than_the_limit() =>
        Format.Refuses<Point, PointCodec>(string.Concat(Enumerable.Repeat("1b", 100_000)), "MaxDepth");

    [Fact]
    public void Of_a_oneof_the_last_case_counts()
    {
        Assert.Equal(new Square(2, ""), Format.Decode<Figure, FigureCodec>(Convert.FromHexString("0a00" + "2a020802")));
        Format.Refuses<Figure, FigureCodec>("", "case of the union");
        Format.Refuses<Figure, FigureCodec>("1a00", "case of the union");
    }

    [Fact]
    public void Times_out_of_range_are_refused()
    {
        Format.Refuses<DateTime, DateTimeCodec>("0a0a08ffffffffffffffff7f", "year");
        Format.Refuses<DateTime, DateTimeCodec>("0a0b10ffffffffffffffffff01", "year");
        Format.Refuses<TimeSpan, TimeSpanCodec>("0a0a08ffffffffffffffff7f", "Duration");
        Format.Refuses<TimeSpan, TimeSpanCodec>("0a0d080110ffffffffffffffffff01", "Duration"); // signs differ
        Format.Refuses<TimeOnly, TimeOnlyCodec>("0a040880a305", "day");
        Format.Refuses<sbyte, SByteCodec>("088001", "-128");
    }

    [Fact]
    public void Interleaved_elements_that_make_an_array_grow_and_grow_run_into_the_limit()
    {
        byte[] body = [.. Enumerable.Repeat<byte[]>([0x08, 0x01, 0x18, 0x00], 50_000).SelectMany(part => part)];
        Assert.Throws<MarshalException>(() => Format.Decode<int[], ArrayCodec<int, Int32Codec>>(body));
        Assert.Equal(50_000, Format.Decode<List<int>, ListCodec<int, Int32Codec>>(body).Count);
    }

    [Fact]
    public void What_protobuf_cannot_say_is_refused()
    {
        Refused<int[][], ArrayCodec<int[], ArrayCodec<int, Int32Codec>>>([[1]]);
        Refused<string?[], ArrayCodec<string?, OptionalCodec<string, StringCodec>>>([null]);
        Refused<Dictionary<Point, int>, DictionaryCodec<Point, PointCodec, int, Int32Codec>>(new() { [new(1, 2)] = 1 });
        Refused<Dictionary<double, int>, DictionaryCodec<double, DoubleCodec, int, Int32Codec>>([]);
        Refused<Dictionary<int, int[]>, DictionaryCodec<int, Int32Codec, int[], ArrayCodec<int, Int32Codec>>>(
            new() { [1] = [1] });
        Refused<int[]?, OptionalCodec<int[], ArrayCodec<int, Int32Codec>>>([]);

        static void Refused<T, TCodec>(T value) where TCodec : struct, ICodec<T> => Assert.Contains(
            "Protobuf cannot say", Assert.Throws<MarshalException>(() => Format.Encode<T, TCodec>(value)).Message);
    }

    private static Dictionary<string, int> Map(string hex) =>
        Format.Decode<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>(
            Convert.FromHexString(hex));
}
