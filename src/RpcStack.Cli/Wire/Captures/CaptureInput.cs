using System.Buffers.Binary;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>The octets of a capture, from its beginning to its end.</summary>
internal sealed class CaptureInput(Stream file)
{
    /// <summary>Where it stands, in octets.</summary>
    public long Position { get; private set; }

    /// <summary>Reads octets.</summary>
    /// <exception cref="CaptureException">The file ends before.</exception>
    public byte[] Read(int count, string what)
    {
        byte[] bytes = new byte[count];
        return TryRead(bytes, what) ? bytes : throw Broken($"the file ends where {what} is expected");
    }

    /// <summary>Reads octets, or nothing at the file's end.</summary>
    /// <exception cref="CaptureException">The file ends between.</exception>
    public bool TryRead(Span<byte> bytes, string what)
    {
        int count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (count == 0 && bytes.Length > 0) return false;
        if (count < bytes.Length) throw Broken($"the file ends {bytes.Length - count} octets before {what} does");
        Position += count;
        return true;
    }

    public CaptureException Broken(string what) => new($"offset {Position}: {what}");

    public static uint ToUInt32(ReadOnlySpan<byte> bytes, bool isBig) =>
        isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public static ushort ToUInt16(ReadOnlySpan<byte> bytes, bool isBig) =>
        isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
