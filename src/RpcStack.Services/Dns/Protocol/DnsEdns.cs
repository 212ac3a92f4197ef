namespace RpcStack.Services.Dns.Protocol;

/// <summary>What the OPT pseudo record of EDNS(0) says (RFC 6891 §6.1).</summary>
/// <param name="UdpPayloadSize">The largest datagram its sender takes, in octets.</param>
/// <param name="ExtendedCode">The upper eight bits of the response code.</param>
/// <param name="Version">The version of EDNS; there is only 0.</param>
/// <param name="IsDnssecOk">DO: the asker wants DNSSEC's records.</param>
public readonly record struct DnsEdns(
    ushort UdpPayloadSize,
    byte ExtendedCode = 0,
    byte Version = 0,
    bool IsDnssecOk = false)
{
    /// <summary>An OPT record without options: root name, type, class, TTL, length.</summary>
    internal const int WireSize = 11;

    /// <summary>The size that crosses the networks of today unfragmented (RFC 9715 §3, DNS flag day 2020).</summary>
    internal const ushort SafePayloadSize = 1232;

    /// <summary>The options, in their order.</summary>
    public IReadOnlyList<EdnsOption> Options
    {
        get => field ?? [];
        init;
    }

    private const uint DnssecOkBit = 0x8000;

    // The fields of an ordinary record are put to other use: the class is the size, and the TTL
    // | EXTENDED-RCODE | VERSION | DO | Z |.
    internal int OptionsLength
    {
        get
        {
            int length = 0;
            foreach (EdnsOption option in Options) length += EdnsOption.HeadSize + option.Data.Length;
            return length;
        }
    }

    internal static DnsEdns FromFields(ushort @class, uint timeToLive) =>
        new(@class, (byte)(timeToLive >> 24), (byte)(timeToLive >> 16), (timeToLive & DnssecOkBit) != 0);

    internal uint TimeToLiveField =>
        ((uint)ExtendedCode << 24) | ((uint)Version << 16) | (IsDnssecOk ? DnssecOkBit : 0);
}
