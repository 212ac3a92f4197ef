using RpcStack.Marshalling;

namespace RpcStack.Evolution;

/// <summary>The numbers that an integer type has.</summary>
internal sealed class IntegerRange
{
    private static readonly IntegerRange Int8 = new(8, sbyte.MinValue, sbyte.MaxValue);
    private static readonly IntegerRange UInt8 = new(8, byte.MinValue, byte.MaxValue);
    private static readonly IntegerRange Int16 = new(16, short.MinValue, short.MaxValue);
    private static readonly IntegerRange UInt16 = new(16, ushort.MinValue, ushort.MaxValue);
    private static readonly IntegerRange Int32 = new(32, int.MinValue, int.MaxValue);
    private static readonly IntegerRange UInt32 = new(32, uint.MinValue, uint.MaxValue);
    private static readonly IntegerRange Int64 = new(64, long.MinValue, long.MaxValue);
    private static readonly IntegerRange UInt64 = new(64, ulong.MinValue, ulong.MaxValue);

    /// <summary>False and true, where a format writes them as numbers.</summary>
    public static readonly IntegerRange Bit = new(1, 0, 1);

    /// <summary>What a union's label may be, whatever its type.</summary>
    public static readonly IntegerRange AnyLabel = new(64, long.MinValue, ulong.MaxValue);

    private readonly decimal _min;
    private readonly decimal _max;

    private IntegerRange(int bits, decimal min, decimal max)
    {
        Bits = bits;
        _min = min;
        _max = max;
    }

    public int Bits { get; }

    /// <summary>The range of an integer type; null for any other.</summary>
    public static IntegerRange? Of(ScalarKind kind) => kind switch
    {
        ScalarKind.SByte => Int8,
        ScalarKind.Byte => UInt8,
        ScalarKind.Int16 => Int16,
        ScalarKind.UInt16 => UInt16,
        ScalarKind.Int32 => Int32,
        ScalarKind.UInt32 => UInt32,
        ScalarKind.Int64 => Int64,
        ScalarKind.UInt64 => UInt64,
        _ => null,
    };

    public bool Holds(decimal number) => number >= _min && number <= _max;

    public bool Holds(IntegerRange other) => Holds(other._min) && Holds(other._max);
}
