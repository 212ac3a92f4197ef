using System.Buffers;
using System.Net.Sockets;
using System.Text;
using RpcStack.Services.Dns.Protocol.Fields;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>
/// The format of a type's data: a row of fields. The wire and presentation formats, both ways, follow from it; to add a
/// type is to add a row.
/// </summary>
internal sealed class RecordFormat(params RecordField[] fields)
{
    /// <summary>The format of data that only its owner understands (RFC 3597 §3).</summary>
    internal static readonly RecordFormat Opaque = new(new OpaqueField());

    private static readonly RecordField CompressedName = new NameField(compress: true);

    // RFC 3597 §4: only the types of RFC 1035 are compressed, since everybody knows how to undo it.
    private static readonly Dictionary<DnsRecordType, RecordFormat> Known = new()
    {
        [DnsRecordType.A] = new(new AddressField(AddressFamily.InterNetwork)),
        [DnsRecordType.NS] = new(CompressedName) { TargetOffset = 0 },
        [DnsRecordType.CNAME] = new(CompressedName) { TargetOffset = 0 },
        [DnsRecordType.SOA] = new(
            CompressedName,
            CompressedName,
            new UInt32Field("serial number"),
            new DurationField("refresh interval"),
            new DurationField("retry interval"),
            new DurationField("expire limit"),
            new DurationField("minimum TTL")),
        [DnsRecordType.PTR] = new(CompressedName) { TargetOffset = 0 },
        [DnsRecordType.MX] = new(new UInt16Field("preference"), CompressedName) { TargetOffset = 2 },
        [DnsRecordType.TXT] = new(new StringsField()),
        [DnsRecordType.AAAA] = new(new AddressField(AddressFamily.InterNetworkV6)),
        [DnsRecordType.SRV] = new(
            new UInt16Field("priority"),
            new UInt16Field("weight"),
            new UInt16Field("port"),
            new NameField(compress: false))
        { TargetOffset = 6 },
    };

    /// <summary>Where in the data the name stands that the record leads to; -1 where it leads to none.</summary>
    internal int TargetOffset { get; private init; } = -1;

    internal static RecordFormat For(DnsRecordType type) => Known.GetValueOrDefault(type, Opaque);

    internal void Decode(ref MessageReader reader, IBufferWriter<byte> data)
    {
        foreach (RecordField field in fields) field.Decode(ref reader, data);
    }

    internal void Encode(ReadOnlySpan<byte> data, ref MessageWriter writer)
    {
        foreach (RecordField field in fields) field.Encode(NextField(field, ref data), ref writer);
    }

    internal void Print(ReadOnlySpan<byte> data, StringBuilder text)
    {
        foreach (RecordField field in fields)
        {
            if (text.Length > 0) text.Append(' ');
            field.Print(NextField(field, ref data), text);
        }
    }

    internal void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        foreach (RecordField field in fields) field.Parse(tokens, data);
        tokens.ExpectEnd();
    }

    internal bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length) return false;
        foreach (RecordField field in fields)
        {
            if (!field.AreEqual(NextField(field, ref left), NextField(field, ref right))) return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> NextField(RecordField field, ref ReadOnlySpan<byte> data)
    {
        int length = field.Measure(data);
        ReadOnlySpan<byte> octets = data[..length];
        data = data[length..];
        return octets;
    }
}
