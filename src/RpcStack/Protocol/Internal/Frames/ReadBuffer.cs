using System.Buffers;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>Bytes as they arrived. The reader and every unhandled frame within hold it; the last to let go returns it.</summary>
internal sealed class ReadBuffer
{
    private int _holders = 1;

    /// <summary>A buffer of nothing.</summary>
    public static ReadBuffer Empty => new(0);

    public ReadBuffer(int size) => Bytes = ArrayPool<byte>.Shared.Rent(size);

    public byte[] Bytes { get; private set; }

    /// <summary>Whether only the reader holds it, so that it can start over at the front.</summary>
    public bool IsFree => Volatile.Read(ref _holders) == 1;

    public void Hold() => Interlocked.Increment(ref _holders);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) != 0) return;
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = [];
    }
}
