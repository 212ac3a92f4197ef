using System.Buffers;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>A text up to the data's end, without a length of its own (RFC 8659 §4.1, RFC 7553 §4.4).</summary>
internal sealed class TextField(string what) : RecordField
{
    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data) =>
        data.Write(reader.Take(reader.Remaining, what));

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data) =>
        data.Write(tokens.Next($"a {what}").Octets());

    internal override int Measure(ReadOnlySpan<byte> data) => data.Length;

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text) => TextOctets.WriteQuoted(field, text);
}
