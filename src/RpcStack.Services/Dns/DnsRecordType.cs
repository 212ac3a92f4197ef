namespace RpcStack.Services.Dns;

/// <summary>
/// The type of a resource record, by its mnemonic. Numbers without a name here are types too (RFC 3597).
/// </summary>
public enum DnsRecordType : ushort
{
    /// <summary>Nothing: a reserved number.</summary>
    None = 0,

    /// <summary>An IPv4 address (RFC 1035 §3.4.1).</summary>
    A = 1,

    /// <summary>An authoritative name server of a zone (RFC 1035 §3.3.11).</summary>
    NS = 2,

    /// <summary>The canonical name of which the owner is an alias (RFC 1035 §3.3.1).</summary>
    CNAME = 5,

    /// <summary>The start of a zone of authority (RFC 1035 §3.3.13).</summary>
    SOA = 6,

    /// <summary>A pointer to another name, in reverse lookups the host's (RFC 1035 §3.3.12).</summary>
    PTR = 12,

    /// <summary>A mail exchanger (RFC 1035 §3.3.9).</summary>
    MX = 15,

    /// <summary>Texts, among them SPF, DKIM and DMARC (RFC 1035 §3.3.14).</summary>
    TXT = 16,

    /// <summary>An IPv6 address (RFC 3596 §2.1).</summary>
    AAAA = 28,

    /// <summary>Where a service is to be found (RFC 2782).</summary>
    SRV = 33,

    /// <summary>EDNS(0)'s pseudo record (RFC 6891 §6.1); it is never looked up.</summary>
    OPT = 41,

    /// <summary>The digest of a delegated zone's key, kept by the parent (RFC 4034 §5).</summary>
    DS = 43,

    /// <summary>A question for the changes of a zone (RFC 1995); no lookup.</summary>
    IXFR = 251,

    /// <summary>A question for a whole zone (RFC 5936); no lookup.</summary>
    AXFR = 252,

    /// <summary>
    /// A question for whatever there is at the name; the answer may be one set of several (RFC 8482).
    /// </summary>
    ANY = 255,
}
