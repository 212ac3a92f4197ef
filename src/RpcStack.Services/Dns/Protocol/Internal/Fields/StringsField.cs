using System.Buffers;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>One or more character strings, up to the data's end (RFC 1035 §3.3).</summary>
internal sealed class StringsField : RecordField
{
    private const int MaxLength = 255;

    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data)
    {
        do
        {
            byte length = reader.ReadByte("A character string");
            data.Write([length]);
            data.Write(reader.Take(length, "A character string"));
        }
        while (reader.Remaining > 0);
    }

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        do
        {
            TextToken token = tokens.Next("a character string");
            byte[] octets = token.Octets();
            if (octets.Length > MaxLength)
            {
                throw token.Failure(
                    $"this character string has {octets.Length} octets, "
                    + $"{MaxLength} is the most; write it as several");
            }

            data.Write([(byte)octets.Length]);
            data.Write(octets);
        }
        while (!tokens.IsAtEnd);
    }

    internal override int Measure(ReadOnlySpan<byte> data) => data.Length;

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text)
    {
        for (int at = 0; at < field.Length; at += field[at] + 1)
        {
            if (at > 0) text.Append(' ');
            TextOctets.WriteQuoted(field.Slice(at + 1, field[at]), text);
        }
    }
}
