using System.Buffers.Binary;
using System.Text;
using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>Writes the parts of a frame; the mirror of <see cref="PayloadReader"/>.</summary>
internal static class PayloadWriter
{
    /// <summary>Begins a frame: its type and flags. The length goes before them when it is sent.</summary>
    public static void BeginFrame(this ByteWriter writer, FrameType type, FrameFlags flags = FrameFlags.None)
    {
        writer.Write((byte)type);
        writer.Write((byte)flags);
    }

    public static void WriteUInt64(this ByteWriter writer, ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(writer.GetSpan(8), value);
        writer.Advance(8);
    }

    public static void WriteString(this ByteWriter writer, string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        writer.WriteVarint((ulong)length);
        Encoding.UTF8.GetBytes(value, writer.GetSpan(length));
        writer.Advance(length);
    }
}
