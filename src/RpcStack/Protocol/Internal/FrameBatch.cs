using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal;

/// <summary>
/// Frames that arrived together, in a buffer that they keep alive. Workers claim them one by one, in their order, without a
/// lock; the rest is kept by <see cref="FrameRunner"/> under its own.
/// </summary>
internal sealed class FrameBatch
{
    /// <summary>What a frame costs beside its octets while it waits, so that empty ones are not free.</summary>
    private const int FrameOverhead = 64;

    /// <summary>A batch beyond this is left to the collector.</summary>
    private const int KeptCapacity = 256;

    private static readonly Pool<FrameBatch> Pool = new(static () => new());

    private Frame[] _frames = new Frame[64];
    private ReadBuffer? _buffer;
    private int _next;

    private FrameBatch()
    {
    }

    /// <summary>How many frames it has.</summary>
    public int Count { get; private set; }

    /// <summary>What they cost while they wait.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many were claimed.</summary>
    public int Claimed => Math.Min(Volatile.Read(ref _next), Count);

    /// <summary>Whether all were claimed.</summary>
    public bool IsThrough => Claimed == Count;

    /// <summary>How many workers are at it.</summary>
    public int Workers { get; set; }

    /// <summary>Whether it stands in the runner's queue.</summary>
    public bool IsQueued { get; set; }

    public static FrameBatch Rent() => Pool.Rent();

    /// <summary>Adds a frame; all of a batch's stand in one buffer.</summary>
    public void Add(in Frame frame)
    {
        if (_buffer is null)
        {
            frame.Buffer.Hold();
            _buffer = frame.Buffer;
        }

        if (Count == _frames.Length) Array.Resize(ref _frames, Count * 2);
        _frames[Count++] = frame;
        Bytes += frame.Length + FrameOverhead;
    }

    /// <summary>Claims the next frame; false where there is none, or it is a request and there is no room for its answer.</summary>
    public bool TryClaim(Func<bool> isFull, out int index, out bool isParked)
    {
        isParked = false;
        while ((index = Volatile.Read(ref _next)) < Count)
        {
            isParked = _frames[index].Type is FrameType.Request && isFull();
            if (isParked) return false;
            if (Interlocked.CompareExchange(ref _next, index + 1, index) == index) return true;
        }

        return false;
    }

    /// <summary>A claimed frame.</summary>
    public ref readonly Frame this[int index] => ref _frames[index];

    /// <summary>Lets nobody claim any more.</summary>
    public void Drop() => Volatile.Write(ref _next, int.MaxValue / 2);

    /// <summary>Gives back the buffer, and itself.</summary>
    public void Recycle()
    {
        _buffer?.Release();
        _buffer = null;
        Array.Clear(_frames, 0, Count);
        (Count, Bytes, _next) = (0, 0, 0);
        if (_frames.Length <= KeptCapacity) Pool.Return(this);
    }
}
