using System.Buffers.Binary;
using RpcStack.Marshalling;

namespace RpcStack.OncRpc.Internal.Records;

/// <summary>
/// What stands before a fragment of a record (RFC 5531 §11): its length in 31 bits, and above them whether it is the last.
/// </summary>
internal static class RecordMark
{
    public const int Size = 4;
    public const uint Last = 0x8000_0000;

    /// <summary>Leaves room for the mark.</summary>
    public static void Reserve(ByteWriter message)
    {
        message.GetSpan(Size)[..Size].Clear();
        message.Advance(Size);
    }

    /// <summary>Makes one fragment of a message that began with <see cref="Reserve"/>.</summary>
    public static void Write(ByteWriter message) =>
        BinaryPrimitives.WriteUInt32BigEndian(message.Written, Last | (uint)(message.Length - Size));
}
