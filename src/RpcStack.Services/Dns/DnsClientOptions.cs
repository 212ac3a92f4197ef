using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>How a client asks.</summary>
public sealed record DnsClientOptions
{
    /// <summary>How long one try waits for a reply; a try over TCP, connecting included, has as long again.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a question is asked before the client gives up.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>
    /// The largest datagram that EDNS says is taken, in octets; 0 asks without EDNS, and so for at most 512 (RFC 6891).
    /// </summary>
    public ushort UdpPayloadSize { get; init; } = DnsEdns.SafePayloadSize;

    /// <summary>
    /// Whether the server is asked to recurse, as a resolver does and an authoritative server does not.
    /// </summary>
    public bool IsRecursionDesired { get; init; } = true;

    /// <summary>
    /// How many datagrams that are no reply to the query a try puts up with. Somebody may be guessing, and each guess
    /// that is looked at is a chance (RFC 5452 §4).
    /// </summary>
    public int MaxMismatches { get; init; } = 32;

    /// <summary>Whether to ask over TCP from the first.</summary>
    public bool IsTcpOnly { get; init; }

    /// <summary>
    /// Whether a reply that was cut is good enough, of which only the header is given, instead of asking over TCP.
    /// </summary>
    public bool IsTruncationIgnored { get; init; }

    /// <summary>What messages are signed with, and replies must be (RFC 8945); null for nothing.</summary>
    public TsigKey? Key { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero, nameof(Timeout));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Attempts, nameof(Attempts));
        ArgumentOutOfRangeException.ThrowIfNegative(MaxMismatches, nameof(MaxMismatches));
        if (UdpPayloadSize != 0)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(
                UdpPayloadSize, DnsMessage.MaxPlainUdpSize, nameof(UdpPayloadSize));
        }
    }
}
