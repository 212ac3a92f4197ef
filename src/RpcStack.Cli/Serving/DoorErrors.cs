using System.Net.Sockets;

namespace RpcStack.Cli.Serving;

/// <summary>Why an address cannot be listened on, in words.</summary>
internal static class DoorErrors
{
    public static string Explain(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "the port is taken",
        SocketError.AccessDenied => "this process may not use that port",
        SocketError.AddressNotAvailable => "the address is not one of this machine's",
        _ => error.Message,
    };
}
