namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>One place where a server listens. Closing it lets the calls that run end, within the time for draining.</summary>
internal interface IServerDoor : IAsyncDisposable
{
    /// <summary>Where, with the port that the system chose.</summary>
    OncRpcEndpoint Endpoint { get; }
}
