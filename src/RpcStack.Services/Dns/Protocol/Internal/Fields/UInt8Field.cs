using System.Buffers;
using System.Globalization;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>A number of 8 bits.</summary>
internal sealed class UInt8Field(string what) : RecordField
{
    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data) =>
        data.Write(reader.Take(1, what));

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        TextToken token = tokens.Next($"a {what}");
        if (!byte.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out byte value))
        {
            throw token.Failure($"'{token.Shown}' is no {what}, a number from 0 to {byte.MaxValue}");
        }

        data.Write([value]);
    }

    internal override int Measure(ReadOnlySpan<byte> data) => 1;

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text) => text.Append(field[0]);
}
