namespace RpcStack.Services.Dns.Protocol;

/// <summary>
/// The types of records that the codec knows beside those that <see cref="DnsRecordType"/> names: their numbers.
/// </summary>
public static class DnsRecordTypes
{
    /// <summary>The hardware and system of a host (RFC 1035 §3.3.2, RFC 8482 §4.2).</summary>
    public const DnsRecordType HINFO = (DnsRecordType)13;

    /// <summary>Who is responsible for a name (RFC 1183 §2.2).</summary>
    public const DnsRecordType RP = (DnsRecordType)17;

    /// <summary>An AFS cell's database server (RFC 1183 §1).</summary>
    public const DnsRecordType AFSDB = (DnsRecordType)18;

    /// <summary>A rule that rewrites a name into a service's address (RFC 3403 §4).</summary>
    public const DnsRecordType NAPTR = (DnsRecordType)35;

    /// <summary>A key exchanger (RFC 2230).</summary>
    public const DnsRecordType KX = (DnsRecordType)36;

    /// <summary>A certificate: PKIX, SPKI or PGP (RFC 4398).</summary>
    public const DnsRecordType CERT = (DnsRecordType)37;

    /// <summary>An alias for everything below a name (RFC 6672).</summary>
    public const DnsRecordType DNAME = (DnsRecordType)39;

    /// <summary>The fingerprint of a host's SSH key (RFC 4255).</summary>
    public const DnsRecordType SSHFP = (DnsRecordType)44;

    /// <summary>The signature of a set of records (RFC 4034 §3).</summary>
    public const DnsRecordType RRSIG = (DnsRecordType)46;

    /// <summary>The next name of a signed zone and the types at this one (RFC 4034 §4).</summary>
    public const DnsRecordType NSEC = (DnsRecordType)47;

    /// <summary>A zone's public key (RFC 4034 §2).</summary>
    public const DnsRecordType DNSKEY = (DnsRecordType)48;

    /// <summary>The next hashed name of a signed zone and the types at this one (RFC 5155 §3).</summary>
    public const DnsRecordType NSEC3 = (DnsRecordType)50;

    /// <summary>How a zone's names are hashed (RFC 5155 §4).</summary>
    public const DnsRecordType NSEC3PARAM = (DnsRecordType)51;

    /// <summary>The certificate that a TLS server shows (RFC 6698).</summary>
    public const DnsRecordType TLSA = (DnsRecordType)52;

    /// <summary>A certificate for signed mail (RFC 8162).</summary>
    public const DnsRecordType SMIMEA = (DnsRecordType)53;

    /// <summary>The DS record that a child asks its parent for (RFC 7344 §3.1).</summary>
    public const DnsRecordType CDS = (DnsRecordType)59;

    /// <summary>The key whose DS record a child asks its parent for (RFC 7344 §3.2).</summary>
    public const DnsRecordType CDNSKEY = (DnsRecordType)60;

    /// <summary>An OpenPGP key (RFC 7929).</summary>
    public const DnsRecordType OPENPGPKEY = (DnsRecordType)61;

    /// <summary>How to connect to a service (RFC 9460).</summary>
    public const DnsRecordType SVCB = (DnsRecordType)64;

    /// <summary>How to connect to a web site (RFC 9460 §9).</summary>
    public const DnsRecordType HTTPS = (DnsRecordType)65;

    /// <summary>A sender policy, once with a type of its own (RFC 7208 §3.1).</summary>
    public const DnsRecordType SPF = (DnsRecordType)99;

    /// <summary>A message's signature with a shared key (RFC 8945); it is never looked up.</summary>
    public const DnsRecordType TSIG = (DnsRecordType)250;

    /// <summary>A URI of a service (RFC 7553).</summary>
    public const DnsRecordType URI = (DnsRecordType)256;

    /// <summary>Who may issue certificates for a name (RFC 8659).</summary>
    public const DnsRecordType CAA = (DnsRecordType)257;

    internal static readonly (string Name, DnsRecordType Type)[] All =
    [
        (nameof(HINFO), HINFO), (nameof(RP), RP), (nameof(AFSDB), AFSDB), (nameof(NAPTR), NAPTR), (nameof(KX), KX),
        (nameof(CERT), CERT), (nameof(DNAME), DNAME), (nameof(SSHFP), SSHFP), (nameof(RRSIG), RRSIG),
        (nameof(NSEC), NSEC), (nameof(DNSKEY), DNSKEY), (nameof(NSEC3), NSEC3), (nameof(NSEC3PARAM), NSEC3PARAM),
        (nameof(TLSA), TLSA), (nameof(SMIMEA), SMIMEA), (nameof(CDS), CDS), (nameof(CDNSKEY), CDNSKEY),
        (nameof(OPENPGPKEY), OPENPGPKEY), (nameof(SVCB), SVCB), (nameof(HTTPS), HTTPS), (nameof(SPF), SPF),
        (nameof(TSIG), TSIG), (nameof(URI), URI), (nameof(CAA), CAA),
    ];
}
