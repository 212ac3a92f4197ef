using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>Sends what a handler yields, as fast as the caller reads it.</summary>
internal static class StreamPump
{
    public static void Run<T>(IncomingCall call, Marshaller<T> marshaller, Func<IAsyncEnumerable<T>> handler)
    {
        // What the enumerator does between two items sees the call's context, because the pump does.
        using (call.Enter()) _ = RunAsync(call, marshaller, handler);
    }

    private static async Task RunAsync<T>(IncomingCall call, Marshaller<T> marshaller, Func<IAsyncEnumerable<T>> handler)
    {
        try
        {
            call.OpenAnswer();
            IAsyncEnumerable<T> items = handler();
            await foreach (T item in items.WithCancellation(call.Cancellation).ConfigureAwait(false))
                if (!await call.SendItemAsync(marshaller, item).ConfigureAwait(false)) break;
        }
        catch (Exception error)
        {
            call.Fail(error, RpcPhase.Handler);
            return;
        }

        call.EndStream();
    }
}
