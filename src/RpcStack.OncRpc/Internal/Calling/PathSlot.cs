namespace RpcStack.OncRpc.Internal.Calling;

/// <summary>The way to one program, or to all of an endpoint's: opened by the first call, and again where it was lost.</summary>
internal sealed class PathSlot(Func<CancellationToken, Task<ClientPath>> open, TimeSpan timeout) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private Task<ClientPath>? _path;
    private bool _isClosed;

    /// <summary>The way, if it is open.</summary>
    public ClientPath? Current => _path is { IsCompletedSuccessfully: true } path && path.Result.IsOpen ? path.Result : null;

    /// <summary>The way; one attempt at a time is made for all who wait.</summary>
    public Task<ClientPath> GetAsync()
    {
        lock (_gate)
        {
            if (_isClosed)
                throw new RpcException(RpcStatus.Unavailable, "The client was closed.", RpcPhase.Connect);
            bool isUsable = _path is { IsCompleted: false } || Current is not null;
            return isUsable ? _path! : _path = OpenAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<ClientPath>? path;
        lock (_gate)
        {
            _isClosed = true;
            path = _path;
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        if (path is not null)
        {
            await ((Task)path).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (path.IsCompletedSuccessfully) await path.Result.DisposeAsync().ConfigureAwait(false);
        }

        _closing.Dispose();
    }

    private async Task<ClientPath> OpenAsync()
    {
        // The lock is held by whoever came first.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        limit.CancelAfter(timeout);
        try
        {
            return await open(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late)
        {
            throw new RpcException(
                RpcStatus.Unavailable, $"No connection within {timeout.TotalSeconds:0.#} s.", RpcPhase.Connect, late);
        }
    }
}
