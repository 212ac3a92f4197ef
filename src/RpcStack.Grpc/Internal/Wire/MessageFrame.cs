using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using RpcStack.Marshalling;

namespace RpcStack.Grpc.Internal.Wire;

/// <summary>
/// <c>Length-Prefixed-Message → Compressed-Flag Message-Length Message</c>: an octet, 0 or 1, four octets, the most significant
/// first, and the message.
/// </summary>
internal static class MessageFrame
{
    public const int HeaderSize = 5;

    private const int GzipHeadAndTail = 18;

    /// <summary>Appends a message.</summary>
    /// <exception cref="MarshalException">The format cannot say it.</exception>
    /// <exception cref="RpcException">It is too large.</exception>
    public static void Write<T>(ByteWriter writer, MessageFormat<T> format, T value, GrpcLimits limits, int compressAbove)
    {
        int start = writer.Length;
        writer.Append(HeaderSize);
        try
        {
            format.Encode(writer, value);
            int size = writer.Length - start - HeaderSize;
            if (size > limits.MaxMessageSize) throw TooLarge(size, limits, "A message");
            bool isCompressed = size > compressAbove && TryCompress(writer, start + HeaderSize);
            Span<byte> header = writer.Written[start..];
            header[0] = isCompressed ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)(writer.Length - start - HeaderSize));
        }
        catch
        {
            writer.Truncate(start);
            throw;
        }
    }

    /// <summary>Takes a message's header and octets from a buffer; false where more must come first.</summary>
    /// <exception cref="RpcException">It is too large, or no such header.</exception>
    public static bool TryRead(
        ref ReadOnlySequence<byte> buffer, GrpcLimits limits, out ReadOnlySequence<byte> message, out bool isCompressed)
    {
        (message, isCompressed) = (default, false);
        if (buffer.Length < HeaderSize) return false;
        Span<byte> header = stackalloc byte[HeaderSize];
        buffer.Slice(0, HeaderSize).CopyTo(header);
        if (header[0] > 1) throw new RpcException(RpcStatus.Internal, $"A message begins with {header[0]}, not with 0 or 1.", RpcPhase.Marshal);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (uint)limits.MaxMessageSize) throw TooLarge(length, limits, "A message");
        if (buffer.Length - HeaderSize < length) return false;
        isCompressed = header[0] == 1;
        message = buffer.Slice(HeaderSize, length);
        buffer = buffer.Slice(message.End);
        return true;
    }

    /// <summary>What gzip made of a message.</summary>
    /// <exception cref="RpcException">It is no such thing, or inflates too much.</exception>
    public static ByteWriter Inflate(in ReadOnlySequence<byte> message, GrpcLimits limits)
    {
        var inflated = new ByteWriter();
        try
        {
            using var gzip = new GZipStream(new MemoryStream(message.ToArray(), writable: false), CompressionMode.Decompress);
            while (true)
            {
                int read = gzip.Read(inflated.GetSpan(4096));
                if (read == 0) return inflated;
                inflated.Advance(read);
                if (inflated.Length > limits.MaxMessageSize) throw TooLarge(inflated.Length, limits, "A message inflates; what came so far");
            }
        }
        catch (Exception error)
        {
            inflated.Dispose();
            if (error is not InvalidDataException) throw;
            throw new RpcException(RpcStatus.Internal, "A message is marked as compressed and is no gzip.", RpcPhase.Marshal, error);
        }
    }

    private static bool TryCompress(ByteWriter writer, int start)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(writer.Written[start..]);
        if (compressed.Length < GzipHeadAndTail || compressed.Length >= writer.Length - start) return false;
        writer.Truncate(start);
        writer.Write(compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
        return true;
    }

    private static RpcException TooLarge(long size, GrpcLimits limits, string what) => new(
        RpcStatus.ResourceExhausted,
        $"{what}: {size} octets exceed {nameof(GrpcLimits)}.{nameof(GrpcLimits.MaxMessageSize)} ({limits.MaxMessageSize}).",
        RpcPhase.Marshal);
}
