using System.Collections.Immutable;
using RpcStack.Marshalling;
using RpcStack.TestContracts;

namespace RpcStack.DynamicProxies.Tests;

/// <summary>Marshalling by reflection is marshalling by generated code: the same octets, and the same words where there are none.</summary>
public sealed class MarshallingTests
{
    private static readonly Everything Full = new()
    {
        Boolean = true,
        SByte = -5,
        Byte = 200,
        Int16 = -300,
        UInt16 = 60_000,
        Int32 = -70_000,
        UInt32 = 4_000_000_000,
        Int64 = long.MinValue,
        UInt64 = ulong.MaxValue,
        Single = 1.5f,
        Double = -Math.PI,
        Char = 'ß',
        Text = "naïve",
        OptionalText = "there",
        Decimal = -1.50m,
        Guid = new("00112233-4455-6677-8899-aabbccddeeff"),
        DateTime = new(2026, 11, 20, 1, 2, 3, DateTimeKind.Utc),
        DateTimeOffset = new(2026, 11, 20, 1, 2, 3, TimeSpan.FromMinutes(-90)),
        DateOnly = new(2026, 11, 20),
        TimeOnly = new(13, 45, 30),
        TimeSpan = new(1, 2, 3, 4, 5),
        Day = DayOfWeek.Friday,
        OptionalNumber = 7,
        Bytes = [1, 2, 3],
        Memory = new byte[] { 9, 8 },
        Numbers = [1, -1, 128],
        Words = ["a", ""],
        Points = [new(1, -1), new(0, 0)],
        Longs = [1L, long.MaxValue],
        Counts = new() { ["one"] = 1, [""] = 0 },
        Trees = new Dictionary<Guid, Tree>(),
        Range = (3, "four"),
        Point = new(5, 6),
        OptionalPoint = new Point(0, 1),
        Figure = new Square(2) { Label = "s" },
        OptionalFigure = new Circle(0),
        Tree = new("root", [new("leaf", []) { Twin = new("twin", []) }]),
        Page = new(["x"], "y", 1),
        Box = new(3),
    };

    public static TheoryData<Both> Types =>
    [
        new Both<Everything>(Marshaller<Everything, EverythingCodec>.Instance, Full, new(), Full with { Trees = new Dictionary<Guid, Tree> { [Guid.Empty] = new("t", []) } }),
        new Both<Point>(Marshaller<Point, PointCodec>.Instance, new Point(1, -1), default),
        new Both<Tree>(Marshaller<Tree, TreeCodec>.Instance, Full.Tree, new Tree("", []) { Twin = Full.Tree }),
        new Both<Entry>(Marshaller<Entry, EntryCodec>.Instance, new Entry(DateTimeOffset.UnixEpoch, 1.5m, null), new Entry(Full.DateTimeOffset, -1, "")),
        new Both<Figure>(Marshaller<Figure, FigureCodec>.Instance, new Circle(1) { Label = "c" }, new Square(0)),
        new Both<Reply>(
            Marshaller<Reply, ReplyCodec>.Instance,
            new Reply.Fine(1),
            new Reply.Failed("no"),
            new Reply.Nothing(ReplyStatus.Lost),
            new Reply.Nothing(ReplyStatus.Gone),
            new Reply.Nothing(ReplyStatus.Fine),
            new Reply.Other(9) { Status = (ReplyStatus)77 }),
        new Both<Switch>(Marshaller<Switch, SwitchCodec>.Instance, new On(ulong.MaxValue), new Off()),
        new Both<Wide>(Marshaller<Wide, WideCodec>.Instance, new Largest(), new Rest { Number = ulong.MaxValue - 1 }),
        new Both<Settings>(Marshaller<Settings, SettingsCodec>.Instance, new Settings { Name = "n", Level = 3, Tags = { "a", "b" } }),
        new Both<Bounded>(Marshaller<Bounded, BoundedCodec>.Instance, Bounded.Sound, Bounded.Sound with { Text = "longer" }),
        new Both<Page<string>>(Marshaller<Page<string>, PageCodec<string, StringCodec>>.Instance, new Page<string>(["a"], null, 0)),
        new Both<Box<Point>>(Marshaller<Box<Point>, BoxCodec<Point, PointCodec>>.Instance, new Box<Point>(new(1, 2))),
        new Both<Box<string>>(Marshaller<Box<string>, BoxCodec<string, StringCodec>>.Instance, new Box<string>("in")),
        new Both<Box<Tree>>(Marshaller<Box<Tree>, BoxCodec<Tree, TreeCodec>>.Instance, new Box<Tree>(Full.Tree)),
        new Both<Box<int?>>(Marshaller<Box<int?>, BoxCodec<int?, NullableCodec<int, Int32Codec>>>.Instance, new Box<int?>(null), new Box<int?>(0)),
        new Both<Box<ImmutableArray<Point>>>(
            Marshaller<Box<ImmutableArray<Point>>, BoxCodec<ImmutableArray<Point>, ImmutableArrayCodec<Point, PointCodec>>>.Instance,
            new Box<ImmutableArray<Point>>([new(1, 2)])),
        new Both<Parcel>(
            Marshaller<Parcel, ParcelCodec>.Instance,
            new Parcel { Id = 1, Label = "l", Weight = 2.5, Stamps = { new(80, "m") }, Content = new Letter("dear") },
            new Parcel { Content = new Book("t", 9) }),
        new Both<Receipt>(Marshaller<Receipt, ReceiptCodec>.Instance, new Receipt { Clerk = "c", Number = 4, Skipped = "s" }),
        new Both<InsufficientFunds>(Marshaller<InsufficientFunds, InsufficientFundsCodec>.Instance, new InsufficientFunds(2.5m)),
        new Both<DivisionByZero>(Marshaller<DivisionByZero, DivisionByZeroCodec>.Instance, new DivisionByZero("by 0")),
        new Both<Link>(Marshaller<Link, LinkCodec>.Instance, new Link(1, new(2, null))),
        new Both<TestContracts.Twin.Arrays>(
            Marshaller<TestContracts.Twin.Arrays, TestContracts.Twin.ArraysCodec>.Instance,
            new TestContracts.Twin.Arrays([1, 2, 3, 4, 5], [], [7], "text", "", [1], [1, 2, 3], ["n"], [TestContracts.Xdr.Color.RED, TestContracts.Xdr.Color.BLUE])),
        new Both<TestContracts.Twin.Shape>(
            Marshaller<TestContracts.Twin.Shape, TestContracts.Twin.ShapeCodec>.Instance,
            new TestContracts.Twin.Red(1),
            new TestContracts.Twin.Text(TestContracts.Xdr.Color.BLUE, "b"),
            new TestContracts.Twin.Nothing((TestContracts.Xdr.Color)99)),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void Both_codecs_write_the_same_octets_and_read_the_same_values(Both type) => type.Compare();

    [Theory]
    [MemberData(nameof(Types))]
    public void Both_codecs_make_the_same_of_octets_that_are_wrong(Both type) => type.Fuzz(seed: 26, count: 400);
}
