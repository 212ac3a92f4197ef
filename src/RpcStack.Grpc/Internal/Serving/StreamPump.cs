using RpcStack.Grpc.Internal.Wire;

namespace RpcStack.Grpc.Internal.Serving;

/// <summary>Sends what a handler yields, as fast as the caller reads it. Items that are there at once go together.</summary>
internal static class StreamPump
{
    private const int MaxUnflushed = 16 << 10;

    public static async Task RunAsync<T>(IAsyncEnumerable<T> items, MessageFormat<T> format, ServedCall call, Answer answer)
    {
        var pump = new ItemPump<T>(items, call.Cancellation);
        try
        {
            while (true)
            {
                ValueTask<bool> next = pump.MoveAsync();
                if (answer.Unflushed >= MaxUnflushed || (answer.Unflushed > 0 && !next.IsCompleted))
                    await answer.FlushAsync().ConfigureAwait(false);
                if (!await call.WaitAsync(next).ConfigureAwait(false)) return;
                answer.Write(format, pump.Current);
            }
        }
        finally
        {
            Task ending = pump.EndAsync();
            if (call.Cancellation.IsCancellationRequested) call.Abandon(ending);
            else await ending.ConfigureAwait(false);
        }
    }
}
