using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Hosts;

/// <summary>
/// The names under which addresses are found: <c>1.2.0.192.in-addr.arpa</c> (RFC 1035 §3.5) and <c>….ip6.arpa</c> with
/// a label for each four bits (RFC 3596 §2.5).
/// </summary>
public static class ReverseName
{
    private static readonly DomainName Ipv4 = DomainName.Parse("in-addr.arpa");
    private static readonly DomainName Ipv6 = DomainName.Parse("ip6.arpa");

    /// <summary>The name of an address.</summary>
    public static DomainName Of(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        byte[] octets = address.GetAddressBytes();
        Array.Reverse(octets);
        return DomainName.Parse(address.AddressFamily == AddressFamily.InterNetwork
            ? $"{string.Join('.', octets)}.{Ipv4}"
            : $"{string.Join('.', octets.Select(octet => $"{octet & 15:x}.{octet >> 4:x}"))}.{Ipv6}");
    }

    /// <summary>The address that a name stands for; null where it is no such name.</summary>
    public static IPAddress? Parse(DomainName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool isIpv4 = name.IsWithin(Ipv4);
        if (!isIpv4 && !name.IsWithin(Ipv6)) return null;
        string[] labels = [.. name.ToString().Split('.', StringSplitOptions.RemoveEmptyEntries).SkipLast(2).Reverse()];
        if (labels.Length != (isIpv4 ? 4 : 32)) return null;
        string text = isIpv4
            ? string.Join('.', labels)
            : string.Join(':', labels.Chunk(4).Select(part => string.Concat(part)));
        return IPAddress.TryParse(text, out IPAddress? address) && Of(address).Equals(name) ? address : null;
    }
}
