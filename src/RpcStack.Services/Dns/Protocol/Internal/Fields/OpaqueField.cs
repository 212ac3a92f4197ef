using System.Buffers;
using System.Globalization;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>Octets without meaning up to the data's end, written <c>\# length hex</c> (RFC 3597 §5).</summary>
internal sealed class OpaqueField : RecordField
{
    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data) =>
        data.Write(reader.Take(reader.Remaining, "The data"));

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        tokens.Next("'\\#'");
        TextToken lengthToken = tokens.Next("the length of the data");
        if (!ushort.TryParse(lengthToken.Text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort length))
        {
            throw lengthToken.Failure($"'{lengthToken.Shown}' is no length, a number from 0 to {ushort.MaxValue}");
        }

        int count = 0;
        while (!tokens.IsAtEnd)
        {
            TextToken token = tokens.Next("hexadecimal digits");
            if (token.Text.Length % 2 != 0 || !token.Text.All(char.IsAsciiHexDigit))
            {
                throw token.Failure($"'{token.Shown}' is not made of pairs of hexadecimal digits");
            }

            data.Write(Convert.FromHexString(token.Text));
            count += token.Text.Length / 2;
        }

        if (count != length)
        {
            throw lengthToken.Failure($"the length is given as {length} and the data has {count} octets");
        }
    }

    internal override int Measure(ReadOnlySpan<byte> data) => data.Length;

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"\\# {field.Length}");
        if (field.Length > 0) text.Append(' ').Append(Convert.ToHexStringLower(field));
    }
}
