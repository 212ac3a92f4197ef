namespace RpcStack.Services.Dns.Protocol;

/// <summary>The kind of a query (RFC 1035 §4.1.1, RFC 6895 §2.2).</summary>
public enum DnsOpcode : byte
{
    /// <summary>A question.</summary>
    Query = 0,

    /// <summary>A request for the server's status, never specified.</summary>
    Status = 2,

    /// <summary>A primary tells that a zone has changed (RFC 1996).</summary>
    Notify = 4,

    /// <summary>A change of a zone's records (RFC 2136).</summary>
    Update = 5,
}
