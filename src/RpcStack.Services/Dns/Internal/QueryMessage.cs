using System.Security.Cryptography;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>Messages that ask a question.</summary>
internal static class QueryMessage
{
    /// <summary>Makes one; with a payload size of 0 without EDNS.</summary>
    internal static DnsMessage For(DnsQuestion question, bool isRecursionDesired, ushort udpPayloadSize) => new()
    {
        Flags = isRecursionDesired ? DnsFlags.RecursionDesired : DnsFlags.None,
        Questions = [question],
        Edns = udpPayloadSize > 0 ? new DnsEdns(udpPayloadSize) : null,
    };

    /// <summary>
    /// The name with each letter in a case that chance chose. A reply repeats it, and who cannot see the query would
    /// have to guess it too (draft-vixie-dnsext-dns0x20).
    /// </summary>
    internal static DomainName RandomizeCase(DomainName name)
    {
        byte[] wire = name.Wire.ToArray();
        Span<byte> coins = stackalloc byte[DomainName.MaxLength];
        RandomNumberGenerator.Fill(coins);
        for (int i = 0; i < wire.Length; i++)
        {
            if (char.IsAsciiLetter((char)wire[i])) wire[i] ^= (byte)(coins[i] & 0x20);
        }

        return DomainName.FromWire(wire);
    }
}
