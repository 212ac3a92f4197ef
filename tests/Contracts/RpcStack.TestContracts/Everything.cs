using System.Collections.Immutable;

namespace RpcStack.TestContracts;

/// <summary>One field of every kind.</summary>
[RpcMessage]
public sealed record Everything
{
    public bool Boolean { get; init; }

    public sbyte SByte { get; init; }

    public byte Byte { get; init; }

    public short Int16 { get; init; }

    public ushort UInt16 { get; init; }

    public int Int32 { get; init; }

    public uint UInt32 { get; init; }

    public long Int64 { get; init; }

    public ulong UInt64 { get; init; }

    public float Single { get; init; }

    public double Double { get; init; }

    public char Char { get; init; }

    public string Text { get; init; } = "";

    public string? OptionalText { get; init; }

    public decimal Decimal { get; init; }

    public Guid Guid { get; init; }

    public DateTime DateTime { get; init; }

    public DateTimeOffset DateTimeOffset { get; init; }

    public DateOnly DateOnly { get; init; }

    public TimeOnly TimeOnly { get; init; }

    public TimeSpan TimeSpan { get; init; }

    public DayOfWeek Day { get; init; }

    public int? OptionalNumber { get; init; }

    public byte[] Bytes { get; init; } = [];

    public ReadOnlyMemory<byte> Memory { get; init; }

    public int[] Numbers { get; init; } = [];

    public List<string> Words { get; init; } = [];

    public IReadOnlyList<Point> Points { get; init; } = [];

    public ImmutableArray<long> Longs { get; init; } = [];

    public Dictionary<string, int> Counts { get; init; } = [];

    public IReadOnlyDictionary<Guid, Tree> Trees { get; init; } = new Dictionary<Guid, Tree>();

    public (int Low, string High) Range { get; init; } = (0, "");

    public Point Point { get; init; }

    public Point? OptionalPoint { get; init; }

    public Figure Figure { get; init; } = new Circle(1);

    public Figure? OptionalFigure { get; init; }

    public Tree Tree { get; init; } = new("", []);

    public Page<string> Page { get; init; } = new([], null, 0);

    public Box<int?> Box { get; init; } = new(null);
}
