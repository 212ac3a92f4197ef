using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal;

/// <summary>
/// What the reader reads into. Frames stay where they arrived; when the room behind them is used up, the unfinished one
/// moves on to a new buffer. A frame's buffer grows as it arrives, not by what its length announces, and a connection
/// that has little to say keeps a small one.
/// </summary>
internal sealed class InputBuffer : IDisposable
{
    private const int Small = 4 << 10;
    private const int Large = 256 << 10;

    /// <summary>How much a buffer that was filled grows by: a connection has to be busy for a while to have a large one.</summary>
    private const int Growth = 4;

    /// <summary>How many small reads in a row make a connection a quiet one.</summary>
    private const int QuietReads = 32;

    /// <summary>Reading into less room than this is not worth a system call.</summary>
    private const int MinRoom = 512;

    private ReadBuffer _buffer = new(Small);
    private int _size = Small;
    private int _quiet;
    private int _start;
    private int _end;

    /// <summary>Room for what comes next; never empty.</summary>
    public Memory<byte> Free => _buffer.Bytes.AsMemory(_end);

    /// <summary>What has arrived and is not cut yet.</summary>
    public ReadOnlySpan<byte> Pending => _buffer.Bytes.AsSpan(_start, _end - _start);

    private int Capacity => _buffer.Bytes.Length;

    /// <summary>Counts what was received.</summary>
    public void Add(int count)
    {
        _end += count;
        _quiet = count < Small / 2 ? _quiet + 1 : 0;
        if (_end == Capacity) _size = Math.Min(Large, Capacity * Growth);
        else if (_quiet > QuietReads) _size = Small;
    }

    /// <summary>A frame at the start of what is pending, which stays as long as somebody holds its buffer.</summary>
    public Frame Take(int header, int size, FrameType type, FrameFlags flags, long receivedAt) =>
        new(_buffer, _start + header, size - header, type, flags, receivedAt);

    public void Skip(int count) => _start += count;

    /// <summary>Makes room for more.</summary>
    /// <param name="frame">The size of the frame that is unfinished, or 0 where it is not known.</param>
    public void Prepare(int frame)
    {
        int pending = _end - _start;
        bool isEmpty = pending == 0 && _buffer.IsFree;
        if (isEmpty) _start = _end = 0;
        if (isEmpty ? Capacity == _size : Capacity - _end >= MinRoom) return;

        // Twice what has arrived is paid for by what has arrived; more is not taken on trust.
        int wanted = Math.Max(_size, Math.Min(Math.Max(frame, pending + MinRoom), (pending * 2) + MinRoom));
        var next = new ReadBuffer(wanted);
        Pending.CopyTo(next.Bytes);
        _buffer.Release();
        _buffer = next;
        (_start, _end) = (0, pending);
    }

    public void Dispose() => _buffer.Release();
}
