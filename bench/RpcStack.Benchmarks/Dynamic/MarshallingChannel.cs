using RpcStack.Marshalling;

namespace RpcStack.Benchmarks.Dynamic;

/// <summary>A stack without a wire: an answer is the request, marshalled and read twice, as between two processes.</summary>
internal sealed class MarshallingChannel : RpcChannel
{
    private readonly ByteWriter _writer = new();

    public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, RpcTarget target, TRequest request, CallOptions options, CancellationToken cancel)
    {
        TRequest received = Copy(operation.Request, request);
        object? answer = received is object?[] parameters ? parameters[0] : received;
        return new(Copy(operation.Response, (TResponse)answer!));
    }

    public override ValueTask DisposeAsync()
    {
        _writer.Dispose();
        return default;
    }

    private T Copy<T>(Marshaller<T> marshaller, T value)
    {
        _writer.Truncate(0);
        WireFormat.MessagePack.Encode(_writer, marshaller, in value);
        return WireFormat.MessagePack.Decode(_writer.Written, marshaller, MarshallingLimits.Default);
    }
}
