using System.Buffers;
using System.IO.Compression;
using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>Bodies as Brotli streams (RFC 7932), for peers whose HELLO says that they understand them.</summary>
internal static class BodyCompression
{
    /// <summary>HELLO's feature: compressed bodies are understood.</summary>
    public const ulong Feature = 1;

    /// <summary>Half-way between fast and small; beyond it time grows faster than size falls.</summary>
    private const int Quality = 4;
    private const int Window = 22;

    /// <summary>Compresses a frame's body and marks the frame, unless the body would grow.</summary>
    /// <param name="frame">A frame, type and flags first.</param>
    /// <param name="start">Where its body begins.</param>
    public static void Compress(ByteWriter frame, int start)
    {
        const int Flags = 1;
        int length = frame.Length - start;
        byte[] compressed = ArrayPool<byte>.Shared.Rent(length);
        Span<byte> room = compressed.AsSpan(0, length - 1);
        if (BrotliEncoder.TryCompress(frame.Written[start..], room, out int written, Quality, Window))
        {
            frame.Truncate(start);
            frame.Write(room[..written]);
            frame.Written[Flags] |= (byte)FrameFlags.Compressed;
        }

        ArrayPool<byte>.Shared.Return(compressed);
    }

    /// <summary>The body that a compressed one stands for. Its size is told by nobody, so it grows as it comes.</summary>
    /// <exception cref="MarshalException">It is no Brotli stream, or larger than the limit.</exception>
    public static ByteWriter Inflate(ReadOnlySpan<byte> body, int limit)
    {
        var inflated = new ByteWriter(Math.Min(body.Length * 4, 64 << 10) + 1);
        using var decoder = new BrotliDecoder();
        for (int offset = 0; ;)
        {
            Span<byte> room = inflated.GetSpan();
            OperationStatus status = decoder.Decompress(body[offset..], room, out int consumed, out int written);
            inflated.Advance(written);
            offset += consumed;
            if (inflated.Length > limit)
            {
                inflated.Dispose();
                throw new MarshalException($"The body inflates beyond {nameof(RpcLimits.MaxMessageSize)} ({limit})", offset);
            }

            if (status is OperationStatus.Done && offset == body.Length) return inflated;
            if (status is OperationStatus.DestinationTooSmall) continue;
            inflated.Dispose();
            throw new MarshalException("The body is no Brotli stream", offset);
        }
    }
}
