using RpcStack.Transports;

namespace RpcStack.Cli.Serving;

/// <summary>Opens an RPC server's doors.</summary>
internal static class RpcDoor
{
    public static async Task<RpcEndpoint> OpenAsync(RpcEndpoint endpoint, RpcServer rpc, CancellationToken cancel)
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
}
