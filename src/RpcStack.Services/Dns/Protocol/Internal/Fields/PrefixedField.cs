using System.Buffers;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>
/// Octets after an octet with their number, written in one of the <see cref="TextEncoding"/>s, and as <c>-</c> where
/// there are none (RFC 5155 §3.3).
/// </summary>
internal sealed class PrefixedField(string what, TextEncoding encoding) : RecordField
{
    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data)
    {
        byte length = reader.ReadByte(what);
        data.Write([length]);
        data.Write(reader.Take(length, what));
    }

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        TextToken token = tokens.Next($"a {what}");
        byte[]? octets = token.Text == "-" ? [] : encoding.Decode(token.Text);
        if (octets is null || octets.Length > byte.MaxValue)
        {
            throw token.Failure($"'{token.Shown}' is no {what}, up to {byte.MaxValue} octets in {encoding.Name}");
        }

        data.Write([(byte)octets.Length]);
        data.Write(octets);
    }

    internal override int Measure(ReadOnlySpan<byte> data) => data[0] + 1;

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text) =>
        text.Append(field.Length == 1 ? "-" : encoding.Encode(field[1..]));
}
