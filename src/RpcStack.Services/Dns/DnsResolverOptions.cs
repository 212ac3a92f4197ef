using System.Net;

namespace RpcStack.Services.Dns;

/// <summary>How a resolver works, and how much it does for one lookup.</summary>
public sealed record DnsResolverOptions
{
    /// <summary>The addresses of root servers to begin with; the servers of the root say the rest (RFC 9609).</summary>
    public IReadOnlyList<IPAddress> RootServers { get; init; } = Resolving.RootServers.Addresses;

    /// <summary>The port of authoritative servers; another one than 53 is for laboratories.</summary>
    public int Port { get; init; } = 53;

    /// <summary>Resolvers that are asked instead of the authorities; by default none.</summary>
    public IReadOnlyList<IPEndPoint> Forwarders { get; init; } = [];

    /// <summary>Whether servers are told of a name no more than they need to know (RFC 9156).</summary>
    public bool IsNameMinimized { get; init; } = true;

    /// <summary>Whether letters are asked for in a case that chance chose, which a reply must repeat.</summary>
    public bool IsCaseRandomized { get; init; } = true;

    /// <summary>How many sets of records and negative answers are remembered; the least used make room.</summary>
    public int MaxCacheEntries { get; init; } = 100_000;

    /// <summary>The longest that a record is remembered, whatever its TTL.</summary>
    public TimeSpan MaxTimeToLive { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The longest that a negative answer is remembered (RFC 2308 §5).</summary>
    public TimeSpan MaxNegativeTimeToLive { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many questions may be sent for one lookup, so that nobody makes it an attack on others.</summary>
    public int MaxQueries { get; init; } = 64;

    /// <summary>How long one lookup may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait for one reply; servers known to be fast get less.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Is told of each question asked; null for nobody.</summary>
    public Action<ResolutionStep>? Trace { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxCacheEntries, nameof(MaxCacheEntries));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxQueries, nameof(MaxQueries));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero, nameof(Timeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(QueryTimeout, TimeSpan.Zero, nameof(QueryTimeout));
        ArgumentOutOfRangeException.ThrowIfZero(RootServers.Count, nameof(RootServers));
    }
}
