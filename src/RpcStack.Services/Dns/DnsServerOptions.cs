using System.Net;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>What a server allows those who ask.</summary>
public sealed record DnsServerOptions
{
    /// <summary>The largest query that is read, in octets; of a larger one over TCP the connection is closed.</summary>
    public int MaxQuerySize { get; init; } = 4096;

    /// <summary>How many TCP connections may be open; one more is closed at once.</summary>
    public int MaxTcpConnections { get; init; } = 256;

    /// <summary>
    /// How long a TCP connection may take from one whole query to the next, and to take its responses (RFC 7766
    /// §6.2.3).
    /// </summary>
    public TimeSpan TcpIdleTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many datagrams are worked on at a time.</summary>
    public int UdpConcurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Who looks up what the zones do not have, for those that <see cref="AllowRecursion"/> names; by default nobody.
    /// </summary>
    public IDnsLookup? Recursion { get; init; }

    /// <summary>Whom the server recurses for; strangers would use it against others (RFC 5358).</summary>
    public AccessList AllowRecursion { get; init; } = AccessList.Loopback;

    /// <summary>
    /// How many lookups of <see cref="Recursion"/>, transfers and updates may be under way; one more is not answered.
    /// </summary>
    public int MaxDeferred { get; init; } = 1000;

    /// <summary>Who may copy whole zones (AXFR, IXFR).</summary>
    public AccessList AllowTransfer { get; init; } = AccessList.None;

    /// <summary>Who may change zones (RFC 2136).</summary>
    public AccessList AllowUpdate { get; init; } = AccessList.None;

    /// <summary>The keys that requests may be signed with (RFC 8945).</summary>
    public IReadOnlyList<TsigKey> Keys { get; init; } = [];

    /// <summary>The servers that are told when a zone has changed (RFC 1996).</summary>
    public IReadOnlyList<IPEndPoint> Notify { get; init; } = [];

    /// <summary>The zones that are copied from other servers and kept up to date.</summary>
    public IReadOnlyList<SecondaryZone> Secondaries { get; init; } = [];

    /// <summary>
    /// How many answers alike a network may get in a second over UDP before they are held back; 0 for any number.
    /// </summary>
    public int MaxResponsesPerSecond { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MaxResponsesPerSecond, nameof(MaxResponsesPerSecond));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxDeferred, nameof(MaxDeferred));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxQuerySize, DnsMessage.MaxPlainUdpSize, nameof(MaxQuerySize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxQuerySize, DnsMessage.MaxSize, nameof(MaxQuerySize));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxTcpConnections, nameof(MaxTcpConnections));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(UdpConcurrency, nameof(UdpConcurrency));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TcpIdleTimeout, TimeSpan.Zero, nameof(TcpIdleTimeout));
    }
}
