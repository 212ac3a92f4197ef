using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Tests;

/// <summary>Keeps what stubs send, in every format, and answers with defaults.</summary>
internal sealed class RecordingChannel : RpcChannel
{
    public List<string> Calls { get; } = [];

    public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, RpcTarget target, TRequest request, CallOptions options, CancellationToken cancel)
    {
        Record(operation, request);
        return new(default(TResponse)!);
    }

    public override ValueTask<TResponse> ClientStreamAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel)
    {
        Record(operation, request);
        return new(default(TResponse)!);
    }

    public override IAsyncEnumerable<TResponse> DuplexAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel)
    {
        Record(operation, request);
        return AsyncEnumerable.Empty<TResponse>();
    }

    public override ValueTask DisposeAsync() => default;

    private void Record<TRequest, TResponse>(Operation<TRequest, TResponse> operation, TRequest request)
    {
        foreach (WireFormat format in Both.Formats)
        {
            using ByteWriter writer = new();
            format.Encode(writer, operation.Request, in request);
            Calls.Add($"{operation} {format.Name} {Convert.ToHexString(writer.Written)}");
        }
    }
}
