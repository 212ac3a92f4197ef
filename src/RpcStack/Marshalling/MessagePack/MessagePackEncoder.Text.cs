using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

public ref partial struct MessagePackEncoder
{
    /// <inheritdoc/>
    public readonly void WriteString(string value, Bound bound = default)
    {
        // Most text is ASCII: room for that header is left before the text, which moves where the guess was wrong.
        int guess = TextHeaderLength(value.Length);
        Span<byte> room = _writer.GetSpan(Text.Room(value) + 5);
        int length = Text.Encode(value, room[guess..]);
        if (bound.IsBounded && !bound.Allows(length)) Refuse.Bound(bound, length);
        int header = TextHeaderLength(length);
        if (header != guess) room.Slice(guess, length).CopyTo(room[header..]);
        PutTextHeader(room, length);
        _writer.Advance(header + length);
    }

    /// <inheritdoc/>
    public readonly void WriteBytes(ReadOnlySpan<byte> value, Bound bound = default)
    {
        if (bound.IsBounded && !bound.Allows(value.Length)) Refuse.Bound(bound, value.Length);
        int header = value.Length <= byte.MaxValue ? 2 : value.Length <= ushort.MaxValue ? 3 : 5;
        PutLength(_writer.Append(header), MessagePackCode.Bin8, header, value.Length);
        _writer.Write(value);
    }

    /// <inheritdoc/>
    public readonly void WriteDecimal(decimal value)
    {
        // At most 31 characters: a sign, 29 digits and a point; so the header is one byte.
        Span<byte> room = _writer.GetSpan(1 + Text.MaxDecimal);
        int length = Text.Encode(value, room[1..]);
        room[0] = (byte)(MessagePackCode.FixText | length);
        _writer.Advance(1 + length);
    }

    /// <inheritdoc/>
    public readonly void WriteGuid(Guid value)
    {
        Span<byte> bytes = _writer.Append(2 + Text.GuidLength);
        bytes[0] = MessagePackCode.Text8;
        bytes[1] = Text.GuidLength;
        Text.Encode(value, bytes[2..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TextHeaderLength(int length) =>
        length < 32 ? 1 : length <= byte.MaxValue ? 2 : length <= ushort.MaxValue ? 3 : 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutTextHeader(Span<byte> room, int length)
    {
        if (length < 32)
        {
            room[0] = (byte)(MessagePackCode.FixText | length);
        }
        else if (length <= byte.MaxValue)
        {
            room[1] = (byte)length;
            room[0] = MessagePackCode.Text8;
        }
        else
        {
            PutLength(room, MessagePackCode.Text8, TextHeaderLength(length), length);
        }
    }

    /// <summary>A code and a length of 1, 2 or 4 bytes; the codes of the three follow one another.</summary>
    private static void PutLength(Span<byte> room, byte code8, int header, int length)
    {
        switch (header)
        {
            case 2:
                room[0] = code8;
                room[1] = (byte)length;
                break;
            case 3:
                room[0] = (byte)(code8 + 1);
                BinaryPrimitives.WriteUInt16BigEndian(room[1..], (ushort)length);
                break;
            default:
                room[0] = (byte)(code8 + 2);
                BinaryPrimitives.WriteInt32BigEndian(room[1..], length);
                break;
        }
    }
}
