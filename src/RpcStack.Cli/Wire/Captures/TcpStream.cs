namespace RpcStack.Cli.Wire.Captures;

/// <summary>One direction of a connection: segments in, octets in order out.</summary>
internal sealed class TcpStream
{
    /// <summary>How much may wait for what is missing, in octets and in segments.</summary>
    private const int MaxWaiting = 4 << 20;
    private const int MaxSegments = 4096;

    // By their place in the stream, which no wrapping number says: that of the first octet is 0.
    private readonly SortedList<long, byte[]> _waiting = [];
    private uint? _start;
    private long _next;
    private long? _end;
    private bool _hasEnded;
    private int _size;

    /// <summary>Whether octets came.</summary>
    public bool HasData { get; private set; }

    /// <summary>Whether more waits for what is missing than it may.</summary>
    public bool IsOverfull => _size > MaxWaiting || _waiting.Count > MaxSegments;

    /// <summary>Takes a segment.</summary>
    public void Add(TcpHeader header, ReadOnlySpan<byte> bytes)
    {
        bool isFirst = header.Flags.HasFlag(TcpFlags.Syn);
        uint sequence = isFirst ? header.Sequence + 1 : header.Sequence;
        _start ??= sequence;
        long at = Place(sequence);
        if (header.Flags.HasFlag(TcpFlags.Fin)) _end ??= at + bytes.Length;
        if (bytes.IsEmpty || at + bytes.Length <= _next) return;
        HasData = true;
        if (at < _next)
        {
            bytes = bytes[(int)(_next - at)..];
            at = _next;
        }

        if (_waiting.TryGetValue(at, out byte[]? other) && other.Length >= bytes.Length) return;
        _size += bytes.Length - (other?.Length ?? 0);
        _waiting[at] = bytes.ToArray();
    }

    /// <summary>Takes the next octets out, where they are there.</summary>
    public bool TryTake(out byte[] piece)
    {
        while (_waiting.Count > 0 && _waiting.GetKeyAtIndex(0) <= _next)
        {
            long at = _waiting.GetKeyAtIndex(0);
            piece = _waiting.GetValueAtIndex(0);
            _waiting.RemoveAt(0);
            _size -= piece.Length;
            if (at + piece.Length <= _next) continue;
            piece = piece[(int)(_next - at)..];
            _next += piece.Length;
            return true;
        }

        piece = [];
        return false;
    }

    /// <summary>Gives up on what is missing before what waits; whether there was any.</summary>
    public bool SkipGap()
    {
        if (_waiting.Count == 0 || _waiting.GetKeyAtIndex(0) <= _next) return false;
        _next = _waiting.GetKeyAtIndex(0);
        return true;
    }

    /// <summary>Gives up on what the other side got, and the capture did not; whether there was any.</summary>
    public bool SkipTo(uint acknowledged)
    {
        if (_start is null) return false;
        long at = Place(acknowledged);
        // Its end counts as an octet. An answer may be captured a little before what it answers.
        if (at - 1 <= _next || _waiting.Count == 0 || _waiting.GetKeyAtIndex(0) > at) return false;
        return SkipGap();
    }

    /// <summary>Whether it ends here, once.</summary>
    public bool TryEnd()
    {
        if (_hasEnded || _end is not { } end || _next < end) return false;
        return _hasEnded = true;
    }

    /// <summary>Numbers wrap; the nearest place is meant.</summary>
    private long Place(uint sequence) => _next + (int)(sequence - _start!.Value - (uint)_next);
}
