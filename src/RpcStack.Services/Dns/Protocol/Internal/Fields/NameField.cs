using System.Buffers;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>
/// A domain name. A compressed one is understood in any case, written only where <paramref name="compress"/> allows.
/// </summary>
internal sealed class NameField(bool compress) : RecordField
{
    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data)
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        data.Write(wire[..reader.ReadName(wire)]);
    }

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data) =>
        data.Write(tokens.Name(tokens.Next("a domain name")).Wire);

    internal override int Measure(ReadOnlySpan<byte> data)
    {
        int at = 0;
        while (data[at] != 0) at += data[at] + 1;
        return at + 1;
    }

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text) => NameText.Write(field, text);

    internal override void Encode(scoped ReadOnlySpan<byte> field, ref MessageWriter writer) =>
        writer.WriteName(field, compress);

    internal override bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        NameOctets.AreEqual(left, right);
}
