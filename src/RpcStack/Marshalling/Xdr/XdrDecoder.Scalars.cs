using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

public ref partial struct XdrDecoder
{
    /// <inheritdoc/>
    public bool ReadBoolean() => ReadWithin(0, 1, "FALSE (0) or TRUE (1)") != 0;

    /// <inheritdoc/>
    public sbyte ReadSByte() => (sbyte)ReadWithin(sbyte.MinValue, sbyte.MaxValue, "an integer of 8 bits");

    /// <inheritdoc/>
    public byte ReadByte() => (byte)ReadWithin(0, byte.MaxValue, "an unsigned integer of 8 bits");

    /// <inheritdoc/>
    public short ReadInt16() => (short)ReadWithin(short.MinValue, short.MaxValue, "an integer of 16 bits");

    /// <inheritdoc/>
    public ushort ReadUInt16() => (ushort)ReadWithin(0, ushort.MaxValue, "an unsigned integer of 16 bits");

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(_in.Take(4, "an item"));

    /// <inheritdoc/>
    public uint ReadUInt32() => (uint)ReadInt32();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadInt64() => BinaryPrimitives.ReadInt64BigEndian(_in.Take(8, "a hyper"));

    /// <inheritdoc/>
    public ulong ReadUInt64() => (ulong)ReadInt64();

    /// <inheritdoc/>
    public float ReadSingle() => BinaryPrimitives.ReadSingleBigEndian(_in.Take(4, "a float"));

    /// <inheritdoc/>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(_in.Take(8, "a double"));

    /// <inheritdoc/>
    public char ReadChar() => (char)ReadWithin(0, char.MaxValue, "a UTF-16 code unit");

    /// <inheritdoc/>
    public DateTime ReadDateTime() =>
        new(ReadTicks(DateTime.MaxValue.Ticks, "an instant from year 1 to 9999, in ticks,"), DateTimeKind.Utc);

    /// <inheritdoc/>
    public DateTimeOffset ReadDateTimeOffset()
    {
        int start = _in.At;
        long ticks = ReadInt64();
        int minutes = ReadInt32();
        return UtcClock.TryOffset(ticks, minutes, out DateTimeOffset value)
            ? value
            : throw new MarshalException("Expected an instant from year 1 to 9999 and an offset within 14 hours", start);
    }

    /// <inheritdoc/>
    public DateOnly ReadDateOnly() =>
        DateOnly.FromDayNumber(ReadWithin(0, DateOnly.MaxValue.DayNumber, "a day from year 1 to 9999"));

    /// <inheritdoc/>
    public TimeOnly ReadTimeOnly() => new(ReadTicks(TimeOnly.MaxValue.Ticks, "a time of day, in ticks,"));

    /// <inheritdoc/>
    public TimeSpan ReadTimeSpan() => new(ReadInt64());

    private int ReadWithin(int minimum, int maximum, string expected)
    {
        int value = ReadInt32();
        return value >= minimum && value <= maximum ? value : throw OutOfRange(4, expected, value);
    }

    private long ReadTicks(long maximum, string expected)
    {
        long value = ReadInt64();
        return value >= 0 && value <= maximum ? value : throw OutOfRange(8, expected, value);
    }

    private readonly MarshalException OutOfRange(int size, string expected, long value) =>
        new($"Expected {expected} not {value}", _in.At - size);
}
