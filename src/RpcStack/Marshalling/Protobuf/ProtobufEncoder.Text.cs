namespace RpcStack.Marshalling;

public ref partial struct ProtobufEncoder
{
    /// <inheritdoc/>
    public readonly void WriteString(string value, Bound bound = default)
    {
        if (value.Length == 0 && IsLeftOut)
        {
            if (!bound.Allows(0)) Refuse.Bound(bound, 0);
            return;
        }

        // Most text is ASCII: room for that length is left before the text, which moves where the guess was wrong.
        WriteTag(ProtobufWire.Length);
        int guess = ProtobufWire.VarintSize((uint)value.Length);
        Span<byte> room = _writer.GetSpan(Text.Room(value) + 5);
        int length = Text.Encode(value, room[guess..]);
        if (bound.IsBounded && !bound.Allows(length)) Refuse.Bound(bound, length);
        int header = ProtobufWire.VarintSize((uint)length);
        if (header != guess) room.Slice(guess, length).CopyTo(room[header..]);
        ProtobufWire.Put(room, (uint)length);
        _writer.Advance(header + length);
    }

    /// <inheritdoc/>
    public readonly void WriteBytes(ReadOnlySpan<byte> value, Bound bound = default)
    {
        if (bound.IsBounded && !bound.Allows(value.Length)) Refuse.Bound(bound, value.Length);
        if (value.Length == 0 && IsLeftOut) return;
        WriteTag(ProtobufWire.Length);
        WriteVarint((uint)value.Length);
        _writer.Write(value);
    }

    // Text that is never empty, so never left out.

    /// <inheritdoc/>
    public readonly void WriteDecimal(decimal value)
    {
        WriteTag(ProtobufWire.Length);
        Span<byte> room = _writer.GetSpan(1 + Text.MaxDecimal);
        int length = Text.Encode(value, room[1..]);
        room[0] = (byte)length;
        _writer.Advance(1 + length);
    }

    /// <inheritdoc/>
    public readonly void WriteGuid(Guid value)
    {
        WriteTag(ProtobufWire.Length);
        Span<byte> bytes = _writer.Append(1 + Text.GuidLength);
        bytes[0] = Text.GuidLength;
        Text.Encode(value, bytes[1..]);
    }
}
