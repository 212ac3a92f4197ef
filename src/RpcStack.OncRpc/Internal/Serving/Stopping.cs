namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>Cancels handlers. What one registered with its token is user code; whatever it does, the others are told too.</summary>
internal static class Stopping
{
    public static void Stop(this CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException)
        {
            // All have been told, and nobody waits for what they made of it.
        }
    }

    public static async Task StopAsync(this CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException)
        {
            // As above.
        }
    }
}
