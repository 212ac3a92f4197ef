using System.Buffers;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>Octets up to the data's end, written in one of the <see cref="TextEncoding"/>s.</summary>
internal sealed class EncodedField(string what, TextEncoding encoding) : RecordField
{
    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data) =>
        data.Write(reader.Take(reader.Remaining, what));

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        TextToken first = tokens.Next($"a {what}");
        var text = new StringBuilder(first.Text);
        while (!tokens.IsAtEnd) text.Append(tokens.Next(what).Text);
        if (first.Text == "-" && text.Length == 1) return;
        data.Write(encoding.Decode(text.ToString()) ?? throw first.Failure($"the {what} is not in {encoding.Name}"));
    }

    internal override int Measure(ReadOnlySpan<byte> data) => data.Length;

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text) =>
        text.Append(field.IsEmpty ? "-" : encoding.Encode(field));
}
