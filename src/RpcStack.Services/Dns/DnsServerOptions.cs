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

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxQuerySize, DnsMessage.MaxPlainUdpSize, nameof(MaxQuerySize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxQuerySize, DnsMessage.MaxSize, nameof(MaxQuerySize));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxTcpConnections, nameof(MaxTcpConnections));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(UdpConcurrency, nameof(UdpConcurrency));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TcpIdleTimeout, TimeSpan.Zero, nameof(TcpIdleTimeout));
    }
}
