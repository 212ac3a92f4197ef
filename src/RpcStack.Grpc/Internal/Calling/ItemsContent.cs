using System.Net;
using RpcStack.Grpc.Internal.Wire;
using RpcStack.Marshalling;

namespace RpcStack.Grpc.Internal.Calling;

/// <summary>A request that is a stream: the parameters, where there are any, and the items as they come.</summary>
internal sealed class ItemsContent<TRequest, TItem, TResponse>(
    OutgoingCall call, Operation<TRequest, TItem, TResponse> operation, TRequest request, IAsyncEnumerable<TItem> items) : GrpcContent
{
    private const int MaxUnsent = 16 << 10;

    private Exception? _failure;

    public override Exception? Failure => _failure;

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The server learns of the call before the first item, which may be long in coming.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        using var unsent = new ByteWriter();
        bool hasRequest = StreamParts.HasRequest(operation);
        MessageFormat<TItem> format = MessageFormat<TItem>.Of(operation.Item);
        if (hasRequest)
        {
            format = PartFormats.Item(format);
            call.Write(unsent, PartFormats.Request(MessageFormat<TRequest>.Of(operation.Request)), request);
        }

        var pump = new ItemPump<TItem>(items, call.Over);
        try
        {
            while (true)
            {
                ValueTask<bool> next = Begin(pump);
                if (unsent.Length >= MaxUnsent || (unsent.Length > 0 && !next.IsCompleted))
                    await SendAsync(stream, unsent, cancellationToken).ConfigureAwait(false);
                if (!await TakeAsync(next, pump, unsent, format).ConfigureAwait(false)) break;
            }
        }
        finally
        {
            // Where the call is over, nobody waits for items that are still to come.
            _ = pump.EndAsync();
        }

        if (unsent.Length > 0) await SendAsync(stream, unsent, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask SendAsync(Stream stream, ByteWriter unsent, CancellationToken cancel)
    {
        await stream.WriteAsync(unsent.WrittenMemory, cancel).ConfigureAwait(false);
        await stream.FlushAsync(cancel).ConfigureAwait(false);
        unsent.Truncate(0);
    }

    private static ValueTask<bool> Begin(ItemPump<TItem> pump)
    {
        try
        {
            return pump.MoveAsync();
        }
        catch (Exception error)
        {
            return ValueTask.FromException<bool>(error);
        }
    }

    private async ValueTask<bool> TakeAsync(
        ValueTask<bool> next, ItemPump<TItem> pump, ByteWriter unsent, MessageFormat<TItem> format)
    {
        try
        {
            if (!await next.ConfigureAwait(false)) return false;
            call.Write(unsent, format, pump.Current);
            return true;
        }
        catch (Exception error) when (!call.Over.IsCancellationRequested)
        {
            // What the caller's own items failed with is what its call fails with.
            _failure = error;
            call.End();
            throw;
        }
    }
}
