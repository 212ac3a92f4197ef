using System.Net;
using System.Net.Sockets;

namespace RpcStack.OncRpc.Internal;

/// <summary>Finds where a host is.</summary>
internal static class AddressLookup
{
    /// <exception cref="SocketException">The name has no address.</exception>
    public static async ValueTask<IPAddress> FindAsync(string host, CancellationToken cancel)
    {
        if (IPAddress.TryParse(host, out IPAddress? address)) return address;
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, cancel).ConfigureAwait(false);
        return addresses.Length > 0 ? addresses[0] : throw new SocketException((int)SocketError.HostNotFound);
    }
}
