namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>The channel back to a caller that cannot be called.</summary>
internal sealed class NoChannel : RpcChannel
{
    public static NoChannel Instance { get; } = new();

    public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) => throw new RpcException(
            RpcStatus.Unimplemented, $"{operation}: a caller over ONC RPC cannot be called back.", RpcPhase.Dispatch);

    public override ValueTask DisposeAsync() => default;
}
