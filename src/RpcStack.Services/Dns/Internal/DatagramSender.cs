using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Dns;

/// <summary>What a datagram's sender is, read from the system's form of it without making an object.</summary>
internal static class DatagramSender
{
    // struct sockaddr_in: family 2, port 2, address 4; struct sockaddr_in6: family 2, port 2, flow 4, address 16.
    private const int Ipv4Offset = 4;
    private const int Ipv6Offset = 8;
    private const int Ipv6Size = 16;

    /// <summary>The address, 4 or 16 octets; of an IPv4 address within IPv6 the former.</summary>
    internal static ReadOnlySpan<byte> AddressOf(SocketAddress sender)
    {
        ReadOnlySpan<byte> octets = sender.Buffer.Span;
        if (sender.Family == AddressFamily.InterNetwork) return octets.Slice(Ipv4Offset, 4);
        ReadOnlySpan<byte> address = octets.Slice(Ipv6Offset, Ipv6Size);
        bool isMapped = address.StartsWith("\0\0\0\0\0\0\0\0\0\0"u8) && address[10] == 0xFF && address[11] == 0xFF;
        return isMapped ? address[12..] : address;
    }

    /// <summary>A copy that stays when the next datagram comes.</summary>
    internal static SocketAddress Copy(SocketAddress sender)
    {
        var copy = new SocketAddress(sender.Family, sender.Size);
        sender.Buffer.Span[..sender.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }
}
