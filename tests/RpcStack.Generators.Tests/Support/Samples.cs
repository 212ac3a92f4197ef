using RpcStack.TestContracts;

namespace RpcStack.Generators.Tests;

/// <summary>Values to send around.</summary>
internal static class Samples
{
    public static Everything Everything { get; } = new()
    {
        Boolean = true,
        SByte = -1,
        Byte = 200,
        Int16 = -300,
        UInt16 = 60000,
        Int32 = -70000,
        UInt32 = 4_000_000_000,
        Int64 = long.MinValue,
        UInt64 = ulong.MaxValue,
        Single = 1.5f,
        Double = -2.25,
        Char = 'ß',
        Text = "text",
        OptionalText = "",
        Decimal = 12.340m,
        Guid = new("00112233-4455-6677-8899-aabbccddeeff"),
        DateTime = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        DateTimeOffset = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
        DateOnly = new(2026, 1, 2),
        TimeOnly = new(3, 4, 5),
        TimeSpan = TimeSpan.FromSeconds(90),
        Day = DayOfWeek.Friday,
        OptionalNumber = 0,
        Bytes = [1, 2, 3],
        Memory = new byte[] { 4, 5 },
        Numbers = [1, -2],
        Words = ["a", ""],
        Points = [new(1, 2), new(0, 0)],
        Longs = [3, 4],
        Counts = new() { ["one"] = 1, [""] = 0 },
        Trees = new Dictionary<Guid, Tree> { [Guid.Empty] = new("leaf", []) },
        Range = (1, "high"),
        Point = new(5, 6),
        OptionalPoint = new(0, 0),
        Figure = new Square(2) { Label = "square" },
        OptionalFigure = new Circle(0),
        Tree = new("root", [new("child", [])]) { Twin = new("twin", []) },
        Page = new(["x", "y"], "x", 2),
        Box = new(7),
    };
}
