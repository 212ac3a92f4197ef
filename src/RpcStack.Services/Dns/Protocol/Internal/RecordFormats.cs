using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol.Fields;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>The formats of the types that are known here; to add a type is to add a row.</summary>
internal static class RecordFormats
{
    /// <summary>The format of data that only its owner understands (RFC 3597 §3).</summary>
    internal static readonly RecordFormat Opaque = new(new OpaqueField());

    // RFC 3597 §4: only the types of RFC 1035 are compressed, since everybody knows how to undo it.
    private static readonly NameField Compressed = new(compress: true);
    private static readonly NameField Name = new(compress: false);
    private static readonly StringsField Strings = new();
    private static readonly UInt8Field Flags = new("flags octet");
    private static readonly UInt16Field Preference = new("preference");
    private static readonly UInt16Field Priority = new("priority");
    private static readonly UInt16Field KeyTag = new("key tag");
    private static readonly EncodedField Digest = new("digest", TextEncoding.Hexadecimal);
    private static readonly EncodedField Key = new("key", TextEncoding.Base64);
    private static readonly PrefixedField Salt = new("salt", TextEncoding.Hexadecimal);

    // RFC 4034 A.1 and its successors; printed as numbers, as everybody does.
    private static readonly CodeField Algorithm = new(
        "key algorithm",
        1,
        printNames: false,
        ("RSAMD5", 1),
        ("DH", 2),
        ("DSA", 3),
        ("RSASHA1", 5),
        ("NSEC3RSASHA1", 7),
        ("RSASHA256", 8),
        ("RSASHA512", 10),
        ("ECDSAP256SHA256", 13),
        ("ECDSAP384SHA384", 14),
        ("ED25519", 15),
        ("ED448", 16));

    private static readonly RecordFormat Address = new(new AddressField(AddressFamily.InterNetwork));
    private static readonly RecordFormat Target = new(Compressed) { TargetOffset = 0 };
    private static readonly RecordFormat Texts = new(Strings);
    private static readonly RecordFormat Certified = new(
        new UInt8Field("usage"), new UInt8Field("selector"), new UInt8Field("matching type"), Digest);

    private static readonly RecordFormat KeyDigest = new(
        KeyTag, Algorithm, new UInt8Field("digest type"), Digest);

    private static readonly RecordFormat PublicKey = new(
        new UInt16Field("flags"), new UInt8Field("protocol"), Algorithm, Key);

    private static readonly RecordFormat Service = new(Priority, Name, new ServiceParametersField())
    { TargetOffset = 2 };

    private static readonly Dictionary<DnsRecordType, RecordFormat> Known = new()
    {
        [DnsRecordType.A] = Address,
        [DnsRecordType.NS] = Target,
        [DnsRecordType.CNAME] = Target,
        [DnsRecordType.SOA] = new(
            Compressed,
            Compressed,
            new UInt32Field("serial number"),
            new DurationField("refresh interval"),
            new DurationField("retry interval"),
            new DurationField("expire limit"),
            new DurationField("minimum TTL")),
        [DnsRecordType.PTR] = Target,
        [DnsRecordTypes.HINFO] = new(
            new CharacterStringField("hardware", isQuoted: true), new CharacterStringField("system", isQuoted: true)),
        [DnsRecordType.MX] = new(Preference, Compressed) { TargetOffset = 2 },
        [DnsRecordType.TXT] = Texts,
        [DnsRecordTypes.RP] = new(Name, Name),
        [DnsRecordTypes.AFSDB] = new(new UInt16Field("subtype"), Name) { TargetOffset = 2 },
        [DnsRecordType.AAAA] = new(new AddressField(AddressFamily.InterNetworkV6)),
        [DnsRecordType.SRV] = new(Priority, new UInt16Field("weight"), new UInt16Field("port"), Name)
        { TargetOffset = 6 },
        [DnsRecordTypes.NAPTR] = new(
            new UInt16Field("order"),
            Preference,
            new CharacterStringField("flags", isQuoted: true),
            new CharacterStringField("services", isQuoted: true),
            new CharacterStringField("expression", isQuoted: true),
            Name),
        [DnsRecordTypes.KX] = new(Preference, Name) { TargetOffset = 2 },
        [DnsRecordTypes.CERT] = new(
            new CodeField(
                "certificate type",
                2,
                printNames: true,
                ("PKIX", 1),
                ("SPKI", 2),
                ("PGP", 3),
                ("IPKIX", 4),
                ("ISPKI", 5),
                ("IPGP", 6),
                ("ACPKIX", 7),
                ("IACPKIX", 8),
                ("URI", 253),
                ("OID", 254)),
            KeyTag,
            Algorithm,
            new EncodedField("certificate", TextEncoding.Base64)),
        [DnsRecordTypes.DNAME] = new(Name) { TargetOffset = 0 },
        [DnsRecordType.DS] = KeyDigest,
        [DnsRecordTypes.SSHFP] = new(
            new UInt8Field("key algorithm"),
            new UInt8Field("fingerprint type"),
            new EncodedField("fingerprint", TextEncoding.Hexadecimal)),
        [DnsRecordTypes.RRSIG] = new(
            new TypeField(),
            Algorithm,
            new UInt8Field("number of labels"),
            new UInt32Field("original TTL"),
            new TimeField("expiration"),
            new TimeField("inception"),
            KeyTag,
            Name,
            new EncodedField("signature", TextEncoding.Base64)),
        [DnsRecordTypes.NSEC] = new(Name, new TypeSetField()),
        [DnsRecordTypes.DNSKEY] = PublicKey,
        [DnsRecordTypes.NSEC3] = new(
            new UInt8Field("hash algorithm"),
            Flags,
            new UInt16Field("number of iterations"),
            Salt,
            new PrefixedField("hashed name", TextEncoding.Base32Hex),
            new TypeSetField()),
        [DnsRecordTypes.NSEC3PARAM] = new(
            new UInt8Field("hash algorithm"), Flags, new UInt16Field("number of iterations"), Salt),
        [DnsRecordTypes.TLSA] = Certified,
        [DnsRecordTypes.SMIMEA] = Certified,
        [DnsRecordTypes.CDS] = KeyDigest,
        [DnsRecordTypes.CDNSKEY] = PublicKey,
        [DnsRecordTypes.OPENPGPKEY] = new(Key),
        [DnsRecordTypes.SVCB] = Service,
        [DnsRecordTypes.HTTPS] = Service,
        [DnsRecordTypes.SPF] = Texts,
        [DnsRecordTypes.URI] = new(Priority, new UInt16Field("weight"), new TextField("URI")),
        [DnsRecordTypes.CAA] = new(Flags, new CharacterStringField("tag", isQuoted: false), new TextField("value")),
    };

    internal static RecordFormat For(DnsRecordType type) => Known.GetValueOrDefault(type, Opaque);
}
