namespace RpcStack.Services.Dns;

/// <summary>How a name server says that a query ended (RFC 1035 §4.1.1, RFC 6895 §2.3).</summary>
public enum DnsResponseCode : byte
{
    /// <summary>
    /// It went well. Without answers: the name exists but has no record of the type, or this is a referral.
    /// </summary>
    NoError = 0,

    /// <summary>The server could not read the query.</summary>
    FormatError = 1,

    /// <summary>The server failed.</summary>
    ServerFailure = 2,

    /// <summary>The name does not exist (NXDOMAIN), nor does any name below it (RFC 8020).</summary>
    NameError = 3,

    /// <summary>The server does not know this kind of query.</summary>
    NotImplemented = 4,

    /// <summary>The server does not want to answer: the name is in none of its zones.</summary>
    Refused = 5,

    /// <summary>EDNS of a version that the server does not speak (RFC 6891 §6.1.3).</summary>
    BadVersion = 16,
}
