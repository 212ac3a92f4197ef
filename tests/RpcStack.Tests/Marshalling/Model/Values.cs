using System.Collections.Immutable;

namespace RpcStack.Tests.Marshalling;

/// <summary>Values of the test messages: ordinary ones and extremes.</summary>
internal static class Values
{
    public static Scalars Default { get; } = new(
        false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '\0', "", [], 0, Guid.Empty, DateTime.UnixEpoch,
        DateTimeOffset.UnixEpoch, DateOnly.MinValue, TimeOnly.MinValue, TimeSpan.Zero, Colour.Red);

    public static Scalars Ordinary { get; } = new(
        true, -5, 200, -300, 60_000, -70_000, 4_000_000_000, -5_000_000_000, 10_000_000_000_000_000_000, 1.5f, -2.25, 'ß',
        "Grüße, 世界 🌍", [1, 2, 3, 255], 12345.6700m, new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        new DateTime(2026, 11, 20, 13, 45, 30, 123, DateTimeKind.Utc),
        new DateTimeOffset(2026, 11, 20, 13, 45, 30, 123, new TimeSpan(5, 30, 0)), new DateOnly(2026, 11, 20),
        new TimeOnly(23, 59, 59, 999), new TimeSpan(-1, 2, 3, 4, 5), Colour.Blue);

    public static Scalars Least { get; } = new(
        false, sbyte.MinValue, 0, short.MinValue, 0, int.MinValue, 0, long.MinValue, 0, float.MinValue, double.MinValue,
        char.MinValue, "\0", [0], decimal.MinValue, Guid.Empty, DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc),
        DateTimeOffset.MinValue, DateOnly.MinValue, TimeOnly.MinValue, TimeSpan.MinValue, (Colour)int.MinValue);

    public static Scalars Greatest { get; } = new(
        true, sbyte.MaxValue, byte.MaxValue, short.MaxValue, ushort.MaxValue, int.MaxValue, uint.MaxValue, long.MaxValue,
        ulong.MaxValue, float.MaxValue, double.MaxValue, '\uffff', new string('z', 300), new byte[70_000],
        decimal.MaxValue, new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"),
        DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc), DateTimeOffset.MaxValue, DateOnly.MaxValue,
        TimeOnly.MaxValue, TimeSpan.MaxValue, (Colour)int.MaxValue);

    public static Containers Empty { get; } = new([], [], [], [], [], ImmutableDictionary<int, Point>.Empty, [], [], []);

    public static Containers Full { get; } = new(
        [0, 1, -1, 127, 128, int.MaxValue, int.MinValue],
        ["", "a", "ünï"],
        [new Point(0, 0), new Point(1, -1)],
        [0, -0.5, 1e300],
        new Dictionary<string, int> { ["one"] = 1, ["zero"] = 0, [""] = 7 },
        new Dictionary<int, Point> { [0] = new(0, 0), [-5] = new(3, 4) },
        [Colour.Blue, Colour.Red, (Colour)99],
        [true, false, true],
        [new byte[] { 9 }, ReadOnlyMemory<byte>.Empty]);

    public static Tree Wood(int depth, int width) => new(
        depth, depth == 0 ? [] : [.. Enumerable.Range(0, width).Select(_ => Wood(depth - 1, width))]);

    public static Chain Links(int count)
    {
        var chain = new Chain(0, null);
        for (int i = 1; i < count; i++) chain = new Chain(i, chain);
        return chain;
    }
}
