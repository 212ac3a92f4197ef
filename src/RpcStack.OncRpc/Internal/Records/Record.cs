using System.Buffers;

namespace RpcStack.OncRpc.Internal.Records;

/// <summary>A message that has arrived, in an array of the pool's, which goes back when it is disposed of.</summary>
internal sealed class Record(byte[] buffer, int length) : IDisposable
{
    private byte[]? _buffer = buffer;

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) ArrayPool<byte>.Shared.Return(buffer);
    }
}
