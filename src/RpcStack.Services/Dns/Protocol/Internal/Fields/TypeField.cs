using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>The number of a record type, written as its mnemonic.</summary>
internal sealed class TypeField : RecordField
{
    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data) =>
        data.Write(reader.Take(sizeof(ushort), "The covered type"));

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        TextToken token = tokens.Next("a type");
        if (!DnsRecordTypeText.TryParse(token.Text, out DnsRecordType type))
        {
            throw token.Failure($"'{token.Shown}' is no type of record");
        }

        BinaryPrimitives.WriteUInt16BigEndian(data.GetSpan(sizeof(ushort)), (ushort)type);
        data.Advance(sizeof(ushort));
    }

    internal override int Measure(ReadOnlySpan<byte> data) => sizeof(ushort);

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text) =>
        text.Append(((DnsRecordType)BinaryPrimitives.ReadUInt16BigEndian(field)).ToText());
}
