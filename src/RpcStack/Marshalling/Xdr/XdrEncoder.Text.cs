using System.Buffers.Binary;

namespace RpcStack.Marshalling;

// §4.9 to §4.11: octets follow their number, which is left out where it is fixed, and zeros fill up to four.
public ref partial struct XdrEncoder
{
    /// <inheritdoc/>
    public readonly void WriteString(string value, Bound bound = default)
    {
        Span<byte> room = _writer.GetSpan(Text.Room(value) + 7);
        int length = Text.Encode(value, room[4..]);
        if (bound.IsBounded && !bound.Allows(length)) Refuse.Bound(bound, length);
        BinaryPrimitives.WriteInt32BigEndian(room, length);
        int padding = Padding(length);
        room.Slice(4 + length, padding).Clear();
        _writer.Advance(4 + length + padding);
    }

    /// <inheritdoc/>
    public readonly void WriteBytes(ReadOnlySpan<byte> value, Bound bound = default)
    {
        if (bound.IsBounded && !bound.Allows(value.Length)) Refuse.Bound(bound, value.Length);
        if (!bound.IsFixed) WriteInt32(value.Length);
        _writer.Write(value);
        _writer.Append(Padding(value.Length)).Clear();
    }

    /// <inheritdoc/>
    public readonly void WriteDecimal(decimal value)
    {
        Span<byte> text = stackalloc byte[Text.MaxDecimal];
        WriteBytes(text[..Text.Encode(value, text)]);
    }

    /// <inheritdoc/>
    public readonly void WriteGuid(Guid value) =>
        value.TryWriteBytes(_writer.Append(16), bigEndian: true, out _); // RFC 9562's order of octets

    private static int Padding(int length) => -length & 3;
}
