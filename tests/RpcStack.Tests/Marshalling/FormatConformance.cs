using System.Collections.Immutable;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

/// <summary>What every wire format must do.</summary>
public abstract partial class FormatConformance(WireFormat format)
{
    protected WireFormat Format { get; } = format;

    [Fact]
    public void Scalars_come_back_as_they_were()
    {
        Format.RoundTrip<Scalars, ScalarsCodec>(Values.Default);
        Format.RoundTrip<Scalars, ScalarsCodec>(Values.Ordinary);
        Format.RoundTrip<Scalars, ScalarsCodec>(Values.Least);
        Format.RoundTrip<Scalars, ScalarsCodec>(Values.Greatest);
    }

    [Fact]
    public void A_body_need_not_be_a_message()
    {
        Format.RoundTrip<int, Int32Codec>(0);
        Format.RoundTrip<int, Int32Codec>(-42);
        Format.RoundTrip<string, StringCodec>("");
        Format.RoundTrip<string, StringCodec>("text");
        Format.RoundTrip<byte[], BytesCodec>([]);
        Format.RoundTrip<decimal, DecimalCodec>(-0.00100m);
        Format.RoundTrip<Guid, GuidCodec>(Guid.Empty);
        Format.RoundTrip<Unit, UnitCodec>(default);
        Format.RoundTrip<string?, OptionalCodec<string, StringCodec>>(null);
        Format.RoundTrip<string?, OptionalCodec<string, StringCodec>>("");
        Format.RoundTrip<int?, NullableCodec<int, Int32Codec>>(null);
        Format.RoundTrip<int?, NullableCodec<int, Int32Codec>>(0);
        Format.RoundTrip<int[], ArrayCodec<int, Int32Codec>>([]);
        Format.RoundTrip<List<string>, ListCodec<string, StringCodec>>(["a", "b"]);
        Format.RoundTrip<Dictionary<int, string>, DictionaryCodec<int, Int32Codec, string, StringCodec>>([]);
        Format.RoundTrip<Figure, FigureCodec>(new Circle(1.5));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.Epsilon)]
    [InlineData(-0f)]
    public void Floating_point_extremes_keep_their_bits(float value)
    {
        Format.RoundTrip<float, SingleCodec>(value);
        Format.RoundTrip<double, DoubleCodec>(value);
    }

    [Fact]
    public void Containers_come_back_as_they_were()
    {
        Format.RoundTrip<Containers, ContainersCodec>(Values.Empty);
        Format.RoundTrip<Containers, ContainersCodec>(Values.Full);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(70_000)]
    public void Sizes_around_the_formats_own_steps_come_back(int count)
    {
        Format.RoundTrip<int[], ArrayCodec<int, Int32Codec>>([.. Enumerable.Range(-5, count)]);
        Format.RoundTrip<List<Point>, ListCodec<Point, PointCodec>>(
            [.. Enumerable.Range(0, count).Select(i => new Point(i, -i))]);
        Format.RoundTrip<string, StringCodec>(new string('x', count));
        Format.RoundTrip<string, StringCodec>(new string('ü', count));
        Format.RoundTrip<string, StringCodec>(new string('x', count - 1) + "世");
        Format.RoundTrip<byte[], BytesCodec>(new byte[count]);
        Format.RoundTrip<Dictionary<int, string>, DictionaryCodec<int, Int32Codec, string, StringCodec>>(
            Enumerable.Range(0, count).ToDictionary(i => i, i => $"{i}"));
    }

    [Fact]
    public void Missing_and_default_are_different_where_null_is_allowed()
    {
        Format.RoundTrip<Options, OptionsCodec>(new Options(null, null, null, null));
        Format.RoundTrip<Options, OptionsCodec>(new Options(0, "", new Point(0, 0), Colour.Red));
        Format.RoundTrip<Options, OptionsCodec>(new Options(-1, "x", new Point(1, 2), Colour.Blue));
    }

    [Fact]
    public void Recursion_generics_and_unions_compose()
    {
        Format.RoundTrip<Tree, TreeCodec>(Values.Wood(5, 3));
        Format.RoundTrip<Chain, ChainCodec>(Values.Links(50));
        Format.RoundTrip<Page<Figure>, PageCodec<Figure, FigureCodec>>(
            new Page<Figure>([new Circle(0), new Square(3, "three"), new Square(0, "")], "next"));
        Format.RoundTrip<Page<Page<string>>, PageCodec<Page<string>, PageCodec<string, StringCodec>>>(
            new Page<Page<string>>([new(["a", ""], null), new([], "t")], null));
        Format.RoundTrip<Drawing, DrawingCodec>(new Drawing(new Circle(2), [new Square(1, "s"), new Circle(0)]));
        Format.RoundTrip<Gaps, GapsCodec>(new Gaps(1, "four"));
    }

    [Fact]
    public void Enumerations_of_every_width_come_back()
    {
        Format.RoundTrip<Tiny, EnumCodec<Tiny>>(Tiny.Low);
        Format.RoundTrip<Wide, EnumCodec<Wide>>(Wide.High);
        Format.RoundTrip<Wide, EnumCodec<Wide>>((Wide)12345);
        Format.RoundTrip<Odd, EnumCodec<Odd>>(Odd.Most);
    }

    [Fact]
    public void Instants_are_told_in_UTC()
    {
        var local = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Local);
        DateTime decoded = Format.Decode<DateTime, DateTimeCodec>(Format.Encode<DateTime, DateTimeCodec>(local));
        Assert.Equal(local.ToUniversalTime(), decoded);
        Assert.Equal(DateTimeKind.Utc, decoded.Kind);
        var unspecified = new DateTime(2026, 7, 1, 12, 0, 0);
        decoded = Format.Decode<DateTime, DateTimeCodec>(Format.Encode<DateTime, DateTimeCodec>(unspecified));
        Assert.Equal(unspecified, decoded);
    }

    [Fact]
    public void An_offset_comes_back_with_its_instant()
    {
        var value = new DateTimeOffset(2026, 1, 1, 0, 30, 0, 1, new TimeSpan(-13, -59, 0));
        DateTimeOffset decoded = Format.Decode<DateTimeOffset, DateTimeOffsetCodec>(
            Format.Encode<DateTimeOffset, DateTimeOffsetCodec>(value));
        Assert.True(value.EqualsExact(decoded));
    }

    [Fact]
    public void Null_where_it_is_not_allowed_is_refused_by_name()
    {
        MarshalException refused = Assert.Throws<MarshalException>(() => Format.Encode<string, StringCodec>(null!));
        Assert.Contains("System.String", refused.Message);
        Assert.Throws<MarshalException>(() => Format.Encode<byte[], BytesCodec>(null!));
        Assert.Throws<MarshalException>(() => Format.Encode<int[], ArrayCodec<int, Int32Codec>>(null!));
        Assert.Throws<MarshalException>(() => Format.Encode<List<int>, ListCodec<int, Int32Codec>>(null!));
        Assert.Throws<MarshalException>(
            () => Format.Encode<IReadOnlyList<int>, ReadOnlyListCodec<int, Int32Codec>>(null!));
        Assert.Throws<MarshalException>(
            () => Format.Encode<ImmutableArray<int>, ImmutableArrayCodec<int, Int32Codec>>(default));
        Assert.Throws<MarshalException>(
            () => Format.Encode<Dictionary<int, int>, DictionaryCodec<int, Int32Codec, int, Int32Codec>>(null!));
    }

    [Fact]
    public void A_lone_surrogate_has_no_UTF_8() =>
        Assert.Throws<MarshalException>(() => Format.Encode<string, StringCodec>("a\ud800b"));

    [Fact]
    public void A_value_that_contains_itself_is_refused_not_followed_for_ever()
    {
        var knot = new Tree(1, []);
        knot.Children.Add(knot);
        MarshalException refused = Assert.Throws<MarshalException>(() => Format.Encode<Tree, TreeCodec>(knot));
        Assert.Contains("contains itself", refused.Message);
    }

    private enum Tiny : sbyte
    {
        Low = -128,
    }

    private enum Wide : ulong
    {
        High = ulong.MaxValue,
    }

    private enum Odd : ushort
    {
        Most = 65_535,
    }
}
