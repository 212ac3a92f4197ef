namespace RpcStack.Services.Files.Ftp;

/// <summary>Gives something a time, and tells its being over from the caller's cancelling.</summary>
internal sealed class TimeoutScope : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _cancel;
    private readonly string _message;

    internal TimeoutScope(TimeSpan timeout, string message, CancellationToken cancel)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _source.CancelAfter(timeout);
        _cancel = cancel;
        _message = $"{message} within {timeout.TotalSeconds:0.###} s";
    }

    internal async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> action)
    {
        try
        {
            return await action(_source.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_cancel.IsCancellationRequested)
        {
            throw new TimeoutException(_message);
        }
    }

    internal Task RunAsync(Func<CancellationToken, ValueTask> action) => RunAsync(async token =>
    {
        await action(token).ConfigureAwait(false);
        return 0;
    });

    public void Dispose() => _source.Dispose();
}
