using System.Buffers.Binary;

namespace RpcStack.OncRpc.Tests.Serving;

/// <summary>Messages as a stranger would write them, four octets at a time.</summary>
internal static class RawMessage
{
    public const uint Program = 0x20000777;

    public static byte[] Words(params uint[] words)
    {
        byte[] bytes = new byte[words.Length * 4];
        for (int i = 0; i < words.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i * 4), words[i]);
        return bytes;
    }

    public static uint[] Words(ReadOnlySpan<byte> bytes)
    {
        uint[] words = new uint[bytes.Length / 4];
        for (int i = 0; i < words.Length; i++) words[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(i * 4)..]);
        return words;
    }

    /// <summary>A call without credentials.</summary>
    public static byte[] Call(uint xid, uint procedure, params uint[] arguments) =>
        Words([xid, 0, 2, Program, 3, procedure, 0, 0, 0, 0, .. arguments]);

    /// <summary>A record of one fragment.</summary>
    public static byte[] Record(byte[] message) => [.. Words(0x8000_0000 | (uint)message.Length), .. message];
}
