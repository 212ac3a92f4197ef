namespace RpcStack.Grpc.Internal.Wire;

/// <summary>
/// Takes items from a sequence and knows which of them are there at once, so that these go together, in one flush.
/// </summary>
internal sealed class ItemPump<T>(IAsyncEnumerable<T> items, CancellationToken over)
{
    private readonly IAsyncEnumerator<T> _enumerator = items.GetAsyncEnumerator(over);
    private Task<bool>? _moving;

    /// <summary>The item that was taken.</summary>
    public T Current => _enumerator.Current;

    /// <summary>Begins to take the next item; true where it is there already, or there is none.</summary>
    public ValueTask<bool> MoveAsync()
    {
        ValueTask<bool> next = _enumerator.MoveNextAsync();
        if (next.IsCompleted) return next;
        // A sequence that moves cannot be disposed of, so what is begun is remembered.
        return new(_moving = next.AsTask());
    }

    /// <summary>Lets the sequence go. Where it still moves, the task ends when it has stopped, and been disposed of.</summary>
    public Task EndAsync() => _moving is { IsCompleted: false } moving ? EndAsync(moving) : _enumerator.DisposeAsync().AsTask();

    private async Task EndAsync(Task moving)
    {
        await moving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _enumerator.DisposeAsync().ConfigureAwait(false);
    }
}
