namespace RpcStack.Services.Dns.Protocol;

/// <summary>The class of a record or question (RFC 1035 §3.2.4); only the Internet's is in use.</summary>
public enum DnsClass : ushort
{
    /// <summary>Nothing: a reserved number.</summary>
    None = 0,

    /// <summary>The Internet.</summary>
    Internet = 1,

    /// <summary>Chaosnet, in which some servers tell their version.</summary>
    Chaos = 3,

    /// <summary>NONE: in an update, what must not be there or is to go (RFC 2136 §2.4).</summary>
    Absent = 254,

    /// <summary>In a question: any class.</summary>
    Any = 255,
}
