using System.Buffers.Binary;

namespace RpcStack.Marshalling;

public ref partial struct MessagePackDecoder
{
    /// <inheritdoc/>
    public string ReadString(Bound bound = default)
    {
        int length = ReadTextLength();
        return _in.ReadText(length, bound);
    }

    /// <inheritdoc/>
    public byte[] ReadBytes(Bound bound = default)
    {
        int length = _in.Peek("octets") is >= MessagePackCode.Bin8 and <= MessagePackCode.Bin32
            ? ReadLength(MessagePackCode.Bin8, "octets")
            : throw Malformed("octets");
        return _in.ReadOctets(length, bound);
    }

    /// <inheritdoc/>
    public decimal ReadDecimal()
    {
        int length = ReadTextLength();
        return _in.ReadDecimalText(length);
    }

    /// <inheritdoc/>
    public Guid ReadGuid()
    {
        int length = ReadTextLength();
        return _in.ReadGuidText(length);
    }

    private int ReadTextLength()
    {
        byte code = _in.Peek("text");
        if ((code & 0xe0) == MessagePackCode.FixText)
        {
            _in.At++;
            return code & 0x1f;
        }

        if (code == MessagePackCode.Text8 && _in.Left > 1)
        {
            int length = _in.Bytes[_in.At + 1];
            _in.At += 2;
            return length; // Take holds it against what remains
        }

        return code is >= MessagePackCode.Text8 and <= MessagePackCode.Text32
            ? ReadLength(MessagePackCode.Text8, "text")
            : throw Malformed($"text, not the code 0x{code:x2},");
    }

    /// <summary>A length of 1, 2 or 4 bytes after one of three codes that follow one another.</summary>
    private int ReadLength(byte code8, string expected)
    {
        int size = 1 << (_in.Bytes[_in.At] - code8);
        ReadOnlySpan<byte> header = _in.Take(1 + size, expected)[1..];
        uint length = size switch
        {
            1 => header[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(header),
            _ => BinaryPrimitives.ReadUInt32BigEndian(header),
        };
        return length <= (uint)_in.Left
            ? (int)length
            : throw Malformed($"{expected} of {length} bytes where {_in.Left} remain");
    }
}
