using System.Buffers.Binary;
using System.Text;
using RpcStack.Benchmarks.Contracts;

namespace RpcStack.Benchmarks.Raw;

/// <summary>
/// What a program over raw sockets does with its messages: reads them out of the received frames into objects, and writes
/// objects into the frames that it sends next. A small frame is an int32 and characters, a larger one an array.
/// </summary>
internal sealed class HandMarshalling
{
    private const int BufferSize = 512 << 10;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
    private int _length;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Reads every frame and writes what was in it; the result is how many there were.</summary>
    public int Echo(ReadOnlySpan<byte> frames)
    {
        int count = 0;
        for (; FrameSocket.TryMeasure(frames, out int frame); frames = frames[frame..], count++)
        {
            ReadOnlySpan<byte> payload = frames[FrameSocket.HeaderSize..frame];
            if (payload.Length <= byte.MaxValue) Write(Read(payload));
            else Write(payload.ToArray());
        }

        return count;
    }

    public void Write(Sample sample)
    {
        Span<byte> frame = _buffer.AsSpan(_length);
        BinaryPrimitives.WriteInt32BigEndian(frame[4..], sample.Number);
        int size = sizeof(int) + Encoding.UTF8.GetBytes(sample.Text, frame[8..]);
        BinaryPrimitives.WriteInt32BigEndian(frame, size);
        _length += FrameSocket.HeaderSize + size;
    }

    public void Write(byte[] bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_length), bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length + FrameSocket.HeaderSize));
        _length += FrameSocket.HeaderSize + bytes.Length;
    }

    private static Sample Read(ReadOnlySpan<byte> payload) =>
        new(BinaryPrimitives.ReadInt32BigEndian(payload), Encoding.UTF8.GetString(payload[sizeof(int)..]));
}
