using System.Net.Sockets;

namespace RpcStack.Cli.Serving;

/// <summary>Says why an address cannot be listened on.</summary>
internal static class Doors
{
    public static string Reason(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "the port is taken",
        SocketError.AccessDenied => "this process may not use that port",
        SocketError.AddressNotAvailable => "the address is not one of this machine's",
        _ => error.Message,
    };
}
