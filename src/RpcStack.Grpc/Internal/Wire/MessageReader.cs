using System.Buffers;
using System.IO.Pipelines;
using RpcStack.Marshalling;

namespace RpcStack.Grpc.Internal.Wire;

/// <summary>Reads messages from a body, one at a time. A message's length is checked before it is waited for.</summary>
internal sealed class MessageReader(PipeReader body, string? encoding, GrpcLimits limits)
{
    /// <summary>The next message; nothing where the body has ended.</summary>
    /// <exception cref="RpcException">It is too large, or compressed in a way that was not stated.</exception>
    /// <exception cref="MarshalException">It is malformed.</exception>
    public async ValueTask<Received<T>> ReadAsync<T>(MessageFormat<T> format, CancellationToken cancel)
    {
        while (true)
        {
            ReadResult result = await body.ReadAsync(cancel).ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = result.Buffer;
            SequencePosition consumed = buffer.Start;
            SequencePosition examined = buffer.End;
            try
            {
                if (MessageFrame.TryRead(ref buffer, limits, out ReadOnlySequence<byte> message, out bool isCompressed))
                {
                    T value = Decode(format, message, isCompressed);
                    consumed = examined = buffer.Start;
                    return new Received<T>(value);
                }

                if (result.IsCompleted)
                {
                    return buffer.IsEmpty
                        ? default
                        : throw new RpcException(RpcStatus.Internal, "The body ends within a message.", RpcPhase.Marshal);
                }
            }
            finally
            {
                body.AdvanceTo(consumed, examined);
            }
        }
    }

    private T Decode<T>(MessageFormat<T> format, in ReadOnlySequence<byte> message, bool isCompressed)
    {
        if (isCompressed)
        {
            if (encoding != GrpcHeaders.Gzip)
            {
                throw new RpcException(
                    RpcStatus.Internal, $"A message is compressed, and {GrpcHeaders.Encoding} is {encoding ?? "missing"}.", RpcPhase.Marshal);
            }

            using ByteWriter inflated = MessageFrame.Inflate(message, limits);
            return format.Decode(inflated.Written, limits.Marshalling);
        }

        if (message.IsSingleSegment) return format.Decode(message.FirstSpan, limits.Marshalling);
        int length = (int)message.Length;
        byte[] joined = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            message.CopyTo(joined);
            return format.Decode(joined.AsSpan(0, length), limits.Marshalling);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }
}
