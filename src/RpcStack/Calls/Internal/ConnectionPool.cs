using System.Collections.Concurrent;
using RpcStack.Protocol;
using RpcStack.Transports;

namespace RpcStack.Calls.Internal;

/// <summary>A client's connections, which calls take turns on.</summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    private readonly ConnectionSlot[] _slots;
    private readonly ConcurrentDictionary<RpcConnection, byte> _connections = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly Lock _gate = new();
    private Task<RpcConnection>? _opening;
    private uint _turn;

    public ConnectionPool(RpcClient client, IReadOnlyList<RpcEndpoint> endpoints, RpcClientOptions options)
    {
        Client = client;
        Disposed = _disposed.Token;
        // Neighbours are of different endpoints, so the first calls already spread over all.
        (RpcEndpoint Endpoint, Transport Transport, Backoff Backoff)[] doors =
            [.. endpoints.Select(e => (e, Transport.For(e, options.Connection.Transport), new Backoff(options.Backoff, options.Connection.Time)))];
        _slots =
        [
            .. from round in Enumerable.Range(0, options.ConnectionsPerEndpoint)
               from door in doors
               select new ConnectionSlot(door.Endpoint, door.Transport, door.Backoff, options, this),
        ];
    }

    /// <summary>The client.</summary>
    public RpcClient Client { get; }

    /// <summary>Cancelled when the client is disposed.</summary>
    public CancellationToken Disposed { get; }

    /// <summary>The connections that are not closed, draining ones too.</summary>
    public IEnumerable<RpcConnection> Connections => _connections.Keys;

    /// <summary>The connection for the next call, or null where none is open.</summary>
    public RpcConnection? TryPick()
    {
        ConnectionSlot[] slots = _slots;
        if (slots.Length == 1) return slots[0].Open;
        RpcConnection? suspect = null;
        uint turn = Interlocked.Increment(ref _turn);
        for (uint i = 0; i < slots.Length; i++)
        {
            ConnectionSlot slot = slots[(turn + i) % slots.Length];
            if (slot.Open is not { } open)
            {
                // The call does not wait for it, but a later one will find it.
                if (slot.Attempt.IsCompleted && suspect is null && HasOpen()) _ = slot.ConnectAsync();
                continue;
            }

            if (open.State is RpcConnectionState.Open) return open;
            suspect ??= open;
        }

        return suspect;
    }

    /// <summary>The first connection that opens; all who ask meanwhile share the attempts. Fails when all have failed.</summary>
    public Task<RpcConnection> WhenOpenAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(Disposed.IsCancellationRequested, typeof(RpcClient));
            if (_slots.Length == 1) return _slots[0].ConnectAsync();
            if (_opening is null or { IsCompleted: true }) _opening = FirstOpenAsync();
            return _opening;
        }
    }

    public void Adopt(RpcConnection connection)
    {
        _connections.TryAdd(connection, 0);
        _ = ForgetAsync(connection);
        // An attempt that began before the client was disposed may end after.
        if (Disposed.IsCancellationRequested) _ = connection.DisposeAsync().AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _disposed.Cancel();
        foreach (ConnectionSlot slot in _slots)
            await slot.Attempt.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (RpcConnection connection in _connections.Keys) await connection.DisposeAsync().ConfigureAwait(false);
    }

    private bool HasOpen() => Array.Exists(_slots, s => s.Open is not null);

    private async Task<RpcConnection> FirstOpenAsync()
    {
        List<Task<RpcConnection>> attempts = [.. _slots.Select(s => s.ConnectAsync())];
        var errors = new List<Exception>();
        while (attempts.Count > 0)
        {
            Task<RpcConnection> done = await Task.WhenAny(attempts).ConfigureAwait(false);
            if (done.IsCompletedSuccessfully) return await done.ConfigureAwait(false);
            attempts.Remove(done);
            if (done.Exception?.InnerException is { } error) errors.Add(error);
        }

        ObjectDisposedException.ThrowIf(Disposed.IsCancellationRequested, typeof(RpcClient));
        RpcException first = errors.OfType<RpcException>().FirstOrDefault()
            ?? new RpcException(RpcStatus.Unavailable, errors[0].Message, RpcPhase.Connect, errors[0]);
        string all = string.Join(" ", errors.Select(e => e.Message).Distinct());
        throw new RpcException(first.Status, all, RpcPhase.Connect, first);
    }

    private async Task ForgetAsync(RpcConnection connection)
    {
        await connection.Closed.ConfigureAwait(false);
        _connections.TryRemove(connection, out _);
    }
}
