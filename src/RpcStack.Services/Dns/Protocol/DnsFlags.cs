namespace RpcStack.Services.Dns.Protocol;

/// <summary>The flag bits of the header's second word (RFC 1035 §4.1.1, RFC 4035 §3).</summary>
[Flags]
public enum DnsFlags : ushort
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>CD: the asker validates for itself.</summary>
    CheckingDisabled = 0x0010,

    /// <summary>AD: the answer was validated.</summary>
    AuthenticData = 0x0020,

    /// <summary>RA: the server offers recursion.</summary>
    RecursionAvailable = 0x0080,

    /// <summary>RD: the asker wants recursion.</summary>
    RecursionDesired = 0x0100,

    /// <summary>TC: the message was cut to fit; ask again over TCP.</summary>
    Truncated = 0x0200,

    /// <summary>AA: the server is an authority for the name in the question.</summary>
    Authoritative = 0x0400,

    /// <summary>QR: this is a response.</summary>
    Response = 0x8000,
}
