using System.Buffers;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal;

/// <summary>Frames to be sent, in order: small ones side by side in one buffer, large ones in those they were written in.</summary>
internal sealed class SendBuffer : IDisposable
{
    /// <summary>A frame from this size on is not copied: a piece more for the transport to gather costs less.</summary>
    private const int Large = 4 << 10;

    /// <summary>A buffer beyond this is given back once sends have been smaller for a while.</summary>
    private const int KeptCapacity = 64 << 10;

    /// <summary>How many small sends in a row end a burst. Growing a buffer anew for each send copies it over and over.</summary>
    private const int QuietSends = 32;

    private readonly List<LargeFrame> _large = [];
    private ByteWriter _small = new(512);
    private int _smallTaken;
    private int _largeTaken;
    private int _taken;
    private int _quiet;

    /// <summary>How many octets it has.</summary>
    public long Length { get; private set; }

    /// <summary>How many octets of them were given to be sent.</summary>
    public long Taken { get; private set; }

    /// <summary>Adds a frame behind its length. A large one leaves the writer empty.</summary>
    public void Add(ByteWriter frame)
    {
        int before = _small.Length, length = frame.Length;
        _small.WriteVarint((ulong)length);
        if (length < Large) _small.Write(frame.Written);
        Length += _small.Length - before;
        if (length < Large) return;
        _large.Add(new(_small.Length, frame.Detach()));
        Length += length;
    }

    /// <summary>Gives what is to be sent next: so many octets, or up to twice as many where those are the last.</summary>
    public void Take(int limit, List<ArraySegment<byte>> pieces)
    {
        pieces.Clear();
        if (Length - Taken <= 2 * limit) limit = (int)(Length - Taken);
        while (limit > 0 && Taken < Length)
        {
            ArraySegment<byte> piece = TakePiece(limit);
            if (piece.Count == 0) continue;
            pieces.Add(piece);
            Taken += piece.Count;
            limit -= piece.Count;
        }
    }

    /// <summary>All of it is sent.</summary>
    public void Clear()
    {
        _quiet = _small.Length < KeptCapacity ? _quiet + 1 : 0;
        foreach (LargeFrame frame in _large) ArrayPool<byte>.Shared.Return(frame.Bytes.Array!);
        _large.Clear();
        _small.Truncate(0);
        (_smallTaken, _largeTaken, _taken, Length, Taken) = (0, 0, 0, 0, 0);
        if (_small.Capacity <= KeptCapacity || _quiet < QuietSends) return;
        _small.Dispose();
        _small = new(512);
    }

    public void Dispose()
    {
        Clear();
        _small.Dispose();
    }

    private ArraySegment<byte> TakePiece(int limit)
    {
        bool isLast = _largeTaken == _large.Count;
        int small = (isLast ? _small.Length : _large[_largeTaken].Before) - _smallTaken;
        if (small > 0)
        {
            ArraySegment<byte> piece = _small.WrittenSegment.Slice(_smallTaken, Math.Min(small, limit));
            _smallTaken += piece.Count;
            return piece;
        }

        ArraySegment<byte> large = _large[_largeTaken].Bytes;
        large = large.Slice(_taken, Math.Min(large.Count - _taken, limit));
        _taken += large.Count;
        if (_taken == _large[_largeTaken].Bytes.Count) (_largeTaken, _taken) = (_largeTaken + 1, 0);
        return large;
    }

    /// <summary>A frame in an array of the pool's, and how many octets of small ones go before.</summary>
    private readonly record struct LargeFrame(int Before, ArraySegment<byte> Bytes);
}
