using System.Net;
using System.Net.Sockets;
using RpcStack.Grpc;
using RpcStack.Transports;

namespace RpcStack.Cli.Serving;

/// <summary>Opens one server, and says why where it cannot be opened.</summary>
internal static class Door
{
    /// <summary>Starts a server.</summary>
    /// <exception cref="CliException">The address cannot be listened on; it says why.</exception>
    public static T Open<T>(string scheme, IPEndPoint endPoint, Func<IPEndPoint, T> start)
    {
        try
        {
            return start(endPoint);
        }
        catch (SocketException error)
        {
            throw new CliException($"{scheme}://{endPoint}: {Reason(error)}.", cause: error);
        }
    }

    /// <summary>Has an RPC server listen.</summary>
    /// <exception cref="CliException">It cannot; it says why.</exception>
    public static async Task<RpcEndpoint> OpenAsync(RpcServer rpc, RpcEndpoint endpoint, CancellationToken cancel)
    {
        try
        {
            return await rpc.ListenAsync(endpoint, cancel).ConfigureAwait(false);
        }
        catch (RpcException error)
        {
            // There is no call yet whose status or phase would mean something.
            throw new CliException(error.Message, cause: error);
        }
    }

    /// <summary>Has a gRPC server listen.</summary>
    /// <exception cref="CliException">It cannot; it says why.</exception>
    public static async Task<string> OpenAsync(GrpcRpcServer grpc, IPEndPoint endPoint, CancellationToken cancel)
    {
        try
        {
            return await grpc.ListenAsync($"grpc://{endPoint}", cancel: cancel).ConfigureAwait(false);
        }
        catch (RpcException error)
        {
            throw new CliException(error.Message, cause: error);
        }
    }

    private static string Reason(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "the port is taken",
        SocketError.AccessDenied => "this process may not use that port",
        SocketError.AddressNotAvailable => "the address is not one of this machine's",
        _ => error.Message,
    };
}
