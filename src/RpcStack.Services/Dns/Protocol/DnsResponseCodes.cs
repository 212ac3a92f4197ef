namespace RpcStack.Services.Dns.Protocol;

/// <summary>
/// The response codes of updates, signatures and cookies, beside those that <see cref="DnsResponseCode"/> names.
/// </summary>
public static class DnsResponseCodes
{
    /// <summary>YXDOMAIN: a name exists that must not (RFC 2136 §2.2), or an alias became too long (RFC 6672).</summary>
    public const DnsResponseCode NameExists = (DnsResponseCode)6;

    /// <summary>YXRRSET: a set of records exists that must not (RFC 2136 §2.2).</summary>
    public const DnsResponseCode SetExists = (DnsResponseCode)7;

    /// <summary>NXRRSET: a set of records that must exist does not (RFC 2136 §2.2).</summary>
    public const DnsResponseCode NoSuchSet = (DnsResponseCode)8;

    /// <summary>NOTAUTH: the server is no authority for the zone, or a signature is bad (RFC 2136, RFC 8945).</summary>
    public const DnsResponseCode NotAuthorized = (DnsResponseCode)9;

    /// <summary>NOTZONE: a name is outside of the zone (RFC 2136 §2.2).</summary>
    public const DnsResponseCode NotInZone = (DnsResponseCode)10;

    /// <summary>BADCOOKIE: the server cookie is missing or wrong (RFC 7873 §8).</summary>
    public const DnsResponseCode BadCookie = (DnsResponseCode)23;

    /// <summary>The code as tools print it: <c>NXDOMAIN</c>, <c>SERVFAIL</c>; of an unknown one the number.</summary>
    public static string ToText(this DnsResponseCode code) => code switch
    {
        DnsResponseCode.NoError => "NOERROR",
        DnsResponseCode.FormatError => "FORMERR",
        DnsResponseCode.ServerFailure => "SERVFAIL",
        DnsResponseCode.NameError => "NXDOMAIN",
        DnsResponseCode.NotImplemented => "NOTIMP",
        DnsResponseCode.Refused => "REFUSED",
        NameExists => "YXDOMAIN",
        SetExists => "YXRRSET",
        NoSuchSet => "NXRRSET",
        NotAuthorized => "NOTAUTH",
        NotInZone => "NOTZONE",
        DnsResponseCode.BadVersion => "BADVERS",
        BadCookie => "BADCOOKIE",
        _ => $"RCODE{(byte)code}",
    };
}
