using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

/// <summary>The bytes that a decoder reads, with what reading them may still cost.</summary>
internal ref struct Input(ReadOnlySpan<byte> bytes, MarshallingLimits limits)
{
    private readonly MarshallingLimits _limits = limits;
    private long _allowance = limits.MaxAllocation;
    private int _depth;

    /// <summary>The whole body.</summary>
    public readonly ReadOnlySpan<byte> Bytes = bytes;

    /// <summary>Where reading goes on.</summary>
    public int At;

    /// <summary>Where reading must stop: the end of the body, or of a part of it that knows its length.</summary>
    public int End = bytes.Length;

    public readonly int Left => End - At;

    /// <summary>The next byte, which stays.</summary>
    public readonly byte Peek(string expected) => At < End ? Bytes[At] : throw Malformed(expected);

    /// <summary>The next <paramref name="count"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Take(int count, string expected)
    {
        if ((uint)count > (uint)Left) throw Short(count, expected);
        ReadOnlySpan<byte> taken = Bytes.Slice(At, count);
        At += count;
        return taken;
    }

    /// <summary>Counts memory that is about to be allocated.</summary>
    public void Charge(long count)
    {
        if (count < 0 || (_allowance -= count) < 0) throw TooLarge();
    }

    /// <summary>Goes one level down.</summary>
    public void Enter()
    {
        if (++_depth > _limits.MaxDepth) throw TooDeep();
    }

    /// <summary>Comes one level up.</summary>
    public void Leave() => _depth--;

    /// <summary>How many levels down it still may go.</summary>
    public readonly int DepthLeft => _limits.MaxDepth - _depth;

    /// <summary>Counts a message object: its header, and a word for each field.</summary>
    public void ChargeMessage(MessageShape shape) => Charge(16 + 8L * shape.Count);

    public readonly void CheckEnd(string hint = "")
    {
        if (Left != 0) throw Malformed($"the end of the body; {Left} more bytes follow{hint}");
    }

    public readonly void Check(Bound bound, int count)
    {
        if (bound.IsBounded && !bound.Allows(count)) throw OutOfBound(bound, count);
    }

    public readonly MarshalException Malformed(string expected) => new($"Expected {expected}", At);

    public readonly MarshalException TooDeep() => new(
        $"Nests deeper than {_limits.MaxDepth} levels, which {nameof(MarshallingLimits.MaxDepth)} sets", At);

    private readonly MarshalException Short(int count, string expected) =>
        Malformed($"{expected} of {(uint)count} bytes where {Left} remain");

    private readonly MarshalException TooLarge() => new(
        $"Would allocate more than {_limits.MaxAllocation} bytes, which {nameof(MarshallingLimits.MaxAllocation)} sets",
        At);

    private readonly MarshalException OutOfBound(Bound bound, int count) => Malformed(
        $"{bound.ToWords()} octets or elements, not {count}");
}
