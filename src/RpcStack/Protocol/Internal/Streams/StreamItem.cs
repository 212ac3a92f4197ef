using System.Buffers;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol.Internal.Streams;

/// <summary>An item's octets: a large one's where they arrived, a small one's in an array of the pool's.</summary>
internal readonly struct StreamItem : IDisposable
{
    /// <summary>What an item costs beside its octets, so that empty ones are not free.</summary>
    public const int Overhead = 32;

    /// <summary>An item stays in the buffer it arrived in if it has this part of it; a smaller one would keep too much alive.</summary>
    private const int Share = 4;

    private readonly ReadBuffer? _buffer;
    private readonly byte[] _array;
    private readonly int _offset;
    private readonly int _length;

    private StreamItem(
        ReadBuffer? buffer, byte[] array, int offset, int length, FrameFlags flags, IncomingReferences? references) =>
        (_buffer, _array, _offset, _length, Flags, References) = (buffer, array, offset, length, flags, references);

    /// <summary>The references that it came with, or null; what nobody holds of them is given back with it.</summary>
    public IncomingReferences? References { get; }

    /// <summary>The flags of its frame.</summary>
    public FrameFlags Flags { get; }

    /// <summary>What it takes of its stream's credit.</summary>
    public int Cost => CostOf(_length + (References?.Size ?? 0));

    public ReadOnlySpan<byte> Body => _array.AsSpan(_offset, _length);

    public static int CostOf(int length) => length + Overhead;

    /// <summary>Keeps the last <paramref name="length"/> octets of a frame.</summary>
    public static StreamItem Keep(in Frame frame, int length, IncomingReferences? references)
    {
        int offset = frame.Offset + frame.Length - length;
        if (length >= frame.Buffer.Bytes.Length / Share)
        {
            frame.Buffer.Hold();
            return new StreamItem(frame.Buffer, frame.Buffer.Bytes, offset, length, frame.Flags, references);
        }

        byte[] array = ArrayPool<byte>.Shared.Rent(length);
        frame.Buffer.Bytes.AsSpan(offset, length).CopyTo(array);
        return new StreamItem(null, array, 0, length, frame.Flags, references);
    }

    public void Dispose()
    {
        References?.Dispose();
        if (_buffer is not null) _buffer.Release();
        else ArrayPool<byte>.Shared.Return(_array);
    }
}
