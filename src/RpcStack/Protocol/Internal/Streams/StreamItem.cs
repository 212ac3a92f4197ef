using System.Buffers;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Streams;

/// <summary>An item's octets, in an array of the pool's.</summary>
internal readonly struct StreamItem : IDisposable
{
    /// <summary>What an item costs beside its octets, so that empty ones are not free.</summary>
    public const int Overhead = 32;

    private readonly byte[] _array;
    private readonly int _length;

    private StreamItem(byte[] array, int length, FrameFlags flags) => (_array, _length, Flags) = (array, length, flags);

    /// <summary>The flags of its frame.</summary>
    public FrameFlags Flags { get; }

    /// <summary>What it takes of its stream's credit.</summary>
    public int Cost => CostOf(_length);

    public ReadOnlySpan<byte> Body => _array.AsSpan(0, _length);

    public static int CostOf(int length) => length + Overhead;

    public static StreamItem Copy(ReadOnlySpan<byte> body, FrameFlags flags)
    {
        byte[] array = ArrayPool<byte>.Shared.Rent(body.Length);
        body.CopyTo(array);
        return new StreamItem(array, body.Length, flags);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_array);
}
