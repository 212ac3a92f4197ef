namespace RpcStack.Services.Dns.Resolving;

/// <summary>How far what is cached can be trusted, and for what (RFC 2181 §5.4.1).</summary>
internal enum CacheKind
{
    /// <summary>From the authority for the name: good for answers.</summary>
    Answer,

    /// <summary>From the zone above: where to ask, and never an answer.</summary>
    Delegation,
}
