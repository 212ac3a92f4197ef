using System.Runtime.CompilerServices;
using RpcStack.Grpc.Internal.Wire;
using RpcStack.Marshalling;

namespace RpcStack.Grpc.Internal.Serving;

/// <summary>The request of an operation that takes a stream: its parameters first, where it has any, then the items.</summary>
internal sealed class ItemReader<TRequest, TItem, TResponse>
{
    private readonly MessageFormat<TRequest>? _request;
    private readonly MessageFormat<TItem> _item;

    public ItemReader(Operation<TRequest, TItem, TResponse> operation)
    {
        _item = MessageFormat<TItem>.Of(operation.Item);
        if (!StreamParts.HasRequest(operation)) return;
        _request = PartFormats.Request(MessageFormat<TRequest>.Of(operation.Request));
        _item = PartFormats.Item(_item);
    }

    /// <summary>The parameters.</summary>
    public async ValueTask<TRequest> ReadRequestAsync(MessageReader body, ServedCall call)
    {
        if (_request is null) return default!;
        Received<TRequest> request = await body.ReadAsync(_request, call.Cancellation).ConfigureAwait(false);
        return request.IsThere
            ? request.Value
            : throw new RpcException(RpcStatus.InvalidArgument, "The stream does not begin with the request.", RpcPhase.Marshal);
    }

    /// <summary>The items that follow; to be read once.</summary>
    public async IAsyncEnumerable<TItem> ReadItemsAsync(
        MessageReader body, ServedCall call, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (true)
        {
            Received<TItem> item = await ReadItemAsync(body, call, cancel).ConfigureAwait(false);
            if (!item.IsThere) yield break;
            yield return item.Value;
        }
    }

    private async ValueTask<Received<TItem>> ReadItemAsync(MessageReader body, ServedCall call, CancellationToken cancel)
    {
        call.Cancellation.ThrowIfCancellationRequested();
        using CancellationTokenSource? both = cancel.CanBeCanceled && cancel != call.Cancellation
            ? CancellationTokenSource.CreateLinkedTokenSource(cancel, call.Cancellation)
            : null;
        try
        {
            return await body.ReadAsync(_item, both?.Token ?? call.Cancellation).ConfigureAwait(false);
        }
        catch (MarshalException error)
        {
            throw new RpcException(
                RpcStatus.InvalidArgument, $"An item of a stream cannot be read: {error.Message}", RpcPhase.Marshal, error);
        }
    }
}
