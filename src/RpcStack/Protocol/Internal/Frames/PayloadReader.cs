using System.Buffers.Binary;
using System.Text;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>Reads the parts of a frame in order. What is not there is the peer's mistake.</summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> _rest = payload;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public ulong ReadVarint()
    {
        int length = Varint.TryRead(_rest, out ulong value);
        if (length == 0) throw new ProtocolException("A frame ends within a varint.");
        _rest = _rest[length..];
        return value;
    }

    /// <summary>A varint that is no more than <paramref name="limit"/>.</summary>
    public int ReadInt32(string what, int limit = int.MaxValue)
    {
        ulong value = ReadVarint();
        return value <= (ulong)limit ? (int)value : throw new ProtocolException($"{what} is {value}, more than {limit}.");
    }

    public byte ReadByte() => ReadBytes(1)[0];

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(ReadBytes(8));

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > _rest.Length)
            throw new ProtocolException($"A frame ends {count - _rest.Length} octets before one of its parts does.");
        ReadOnlySpan<byte> bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    public string ReadString(string what, int limit)
    {
        ReadOnlySpan<byte> bytes = ReadBytes(ReadInt32(what, limit));
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (ArgumentException)
        {
            throw new ProtocolException($"{what} is not UTF-8.");
        }
    }
}
