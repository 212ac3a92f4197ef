namespace RpcStack.Grpc.Internal.Serving;

/// <summary>The channel back to a gRPC caller: there is none, since HTTP/2 servers make no calls.</summary>
internal sealed class NoChannel : RpcChannel
{
    public static NoChannel Instance { get; } = new();

    public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) => throw new RpcException(
            RpcStatus.Unimplemented, $"{operation}: a gRPC server cannot call its callers.", RpcPhase.Dispatch);

    public override ValueTask DisposeAsync() => default;
}
