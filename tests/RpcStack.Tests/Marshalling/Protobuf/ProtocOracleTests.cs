using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using RpcStack.Marshalling;
using WireFormat = RpcStack.Marshalling.WireFormat;

namespace RpcStack.Tests.Marshalling;

/// <summary>Our bytes are those of protoc's code, and each side reads the other's.</summary>
public sealed class ProtocOracleTests
{
    private static readonly WireFormat Format = WireFormat.Protobuf;

    [Fact]
    public void Scalars_are_written_as_protoc_writes_them()
    {
        foreach (Scalars value in new[] { Values.Default, Values.Ordinary, Values.Least, Values.Greatest })
            Agree<Scalars, ScalarsCodec>(value, ToOracle(value), Oracle.Scalars.Parser);
    }

    [Fact]
    public void Containers_are_written_as_protoc_writes_them()
    {
        Agree<Containers, ContainersCodec>(Values.Empty, ToOracle(Values.Empty), Oracle.Containers.Parser);
        Agree<Containers, ContainersCodec>(Values.Full, ToOracle(Values.Full), Oracle.Containers.Parser);
    }

    [Fact]
    public void Optional_fields_are_written_as_protoc_writes_them()
    {
        Agree<Options, OptionsCodec>(new Options(null, null, null, null), new Oracle.Options(), Oracle.Options.Parser);
        Agree<Options, OptionsCodec>(
            new Options(0, "", new Point(0, 0), Colour.Red),
            new Oracle.Options { Number = 0, Text = "", Point = new Oracle.Point(), Colour = Oracle.Colour.Red },
            Oracle.Options.Parser);
    }

    [Fact]
    public void Recursion_is_written_as_protoc_writes_it()
    {
        foreach (Tree tree in new[] { Values.Wood(0, 0), Values.Wood(4, 3), Values.Wood(7, 2), Values.Wood(12, 1) })
            Agree<Tree, TreeCodec>(tree, ToOracle(tree), Oracle.Tree.Parser);
    }

    [Fact]
    public void Unions_are_written_as_protoc_writes_a_oneof()
    {
        var ours = new Drawing(new Circle(0), [new Square(1, new string('x', 200)), new Circle(1.5)]);
        var theirs = new Oracle.Drawing
        {
            First = new Oracle.Figure { Circle = new Oracle.Circle() },
            Rest =
            {
                new Oracle.Figure { Square = new Oracle.Square { Side = 1, Label = new string('x', 200) } },
                new Oracle.Figure { Circle = new Oracle.Circle { Radius = 1.5 } },
            },
        };
        Agree<Drawing, DrawingCodec>(ours, theirs, Oracle.Drawing.Parser);
        Agree<Figure, FigureCodec>(ours.Rest[0], theirs.Rest[0], Oracle.Figure.Parser);
    }

    [Fact]
    public void Gaps_are_numbers_that_nobody_uses() => Agree<Gaps, GapsCodec>(
        new Gaps(1, "x"), new Oracle.Gaps { First = 1, Fourth = "x" }, Oracle.Gaps.Parser);

    [Fact]
    public void Unpacked_numbers_are_read()
    {
        var theirs = new Oracle.Unpacked { Numbers = { 1, -1, 300 }, Doubles = { 1, 2.5 } };
        Containers ours = Format.Decode<Containers, ContainersCodec>(theirs.ToByteArray());
        Assert.Equal([1, -1, 300], ours.Numbers);
        Assert.Equal([1, 2.5], ours.Doubles.ToArray());
    }

    [Fact]
    public void Random_trees_agree()
    {
        var random = new Random(7);
        for (int i = 0; i < 200; i++)
        {
            Tree tree = Random(random, 6);
            Agree<Tree, TreeCodec>(tree, ToOracle(tree), Oracle.Tree.Parser);
        }

        static Tree Random(Random random, int depth) => new(
            random.Next(-3, 300),
            depth == 0 ? [] : [.. Enumerable.Range(0, random.Next(5)).Select(_ => Random(random, depth - 1))]);
    }

    private static void Agree<T, TCodec>(T ours, IMessage theirs, MessageParser parser) where TCodec : struct, ICodec<T>
    {
        byte[] bytes = Format.Encode<T, TCodec>(ours);
        Assert.Equal(Convert.ToHexString(theirs.ToByteArray()), Convert.ToHexString(bytes));
        Assert.Equal(theirs, parser.ParseFrom(bytes));
        Assert.Equal(Wire.Show<T, TCodec>(ours), Wire.Show<T, TCodec>(Format.Decode<T, TCodec>(theirs.ToByteArray())));
    }

    private static Oracle.Scalars ToOracle(Scalars value) => new()
    {
        Boolean = value.Boolean,
        SByte = value.SByte,
        Byte = value.Byte,
        Int16 = value.Int16,
        UInt16 = value.UInt16,
        Int32 = value.Int32,
        UInt32 = value.UInt32,
        Int64 = value.Int64,
        UInt64 = value.UInt64,
        Single = value.Single,
        Double = value.Double,
        Char = value.Char,
        Text = value.Text,
        Octets = ByteString.CopyFrom(value.Octets),
        Decimal = value.Decimal.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Guid = value.Guid.ToString(),
        Instant = Timestamp.FromDateTime(value.Instant),
        OffsetInstant = new Oracle.OffsetTime
        {
            Time = Timestamp.FromDateTimeOffset(value.OffsetInstant),
            OffsetMinutes = value.OffsetInstant.TotalOffsetMinutes,
        },
        Day = value.Day.DayNumber,
        Time = Duration.FromTimeSpan(value.Time.ToTimeSpan()),
        Duration = ToDuration(value.Duration),
        Colour = (Oracle.Colour)value.Colour,
    };

    // FromTimeSpan refuses what 10,000 years do not hold; the message itself does not.
    private static Duration ToDuration(TimeSpan value) => new()
    {
        Seconds = value.Ticks / TimeSpan.TicksPerSecond,
        Nanos = (int)(value.Ticks % TimeSpan.TicksPerSecond) * 100,
    };

    private static Oracle.Containers ToOracle(Containers value) => new()
    {
        Numbers = { value.Numbers },
        Words = { value.Words },
        Points = { value.Points.Select(ToOracle) },
        Doubles = { value.Doubles },
        Counts = { value.Counts },
        Places = { value.Places.ToDictionary(place => place.Key, place => ToOracle(place.Value)) },
        Colours = { value.Colours.Select(colour => (Oracle.Colour)colour) },
        Flags = { value.Flags },
        Blobs = { value.Blobs.Select(blob => ByteString.CopyFrom(blob.Span)) },
    };

    private static Oracle.Point ToOracle(Point value) => new() { X = value.X, Y = value.Y };

    private static Oracle.Tree ToOracle(Tree value) =>
        new() { Value = value.Value, Children = { value.Children.Select(ToOracle) } };
}
