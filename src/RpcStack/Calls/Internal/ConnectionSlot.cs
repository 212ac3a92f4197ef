using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Serving;
using RpcStack.Transports;

namespace RpcStack.Calls.Internal;

/// <summary>One of a client's connections to an endpoint, which is made anew when it is lost.</summary>
internal sealed class ConnectionSlot(
    RpcEndpoint endpoint, Transport transport, Backoff backoff, RpcClientOptions options, ConnectionPool pool)
{
    private static readonly ServiceTable NoServices = new();

    private readonly Lock _gate = new();
    private RpcConnection? _connection;
    private Task<RpcConnection>? _attempt;

    /// <summary>The connection, if calls can be made on it.</summary>
    public RpcConnection? Open => Volatile.Read(ref _connection) is { IsOpen: true } open ? open : null;

    /// <summary>The attempt that is under way, or was made last.</summary>
    public Task Attempt => Volatile.Read(ref _attempt) ?? Task.CompletedTask;

    /// <summary>Connects where there is no connection; all who ask meanwhile share one attempt.</summary>
    public Task<RpcConnection> ConnectAsync()
    {
        lock (_gate)
        {
            if (Open is { } open) return Task.FromResult(open);
            if (_attempt is { IsCompleted: false }) return _attempt;
            // A connection that never said HELLO was none; one that did, however long ago, shows that the server is there.
            if (_connection is { WasGreeted: true }) backoff.Reset();
            else if (_connection is not null) backoff.Failed(options.Connection.Time.GetTimestamp());
            _connection = null;
            _attempt = AttemptAsync();
            // It may be that nobody waits for it.
            _ = _attempt.ContinueWith(
                static t => t.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            return _attempt;
        }
    }

    private async Task<RpcConnection> AttemptAsync()
    {
        pool.Disposed.ThrowIfCancellationRequested();
        TimeProvider time = options.Connection.Time;
        TimeSpan pause = backoff.Pause;
        if (pause > TimeSpan.Zero) await Task.Delay(pause, time, pool.Disposed).ConfigureAwait(false);
        long begun = time.GetTimestamp();
        try
        {
            TransportConnection connected = await ReachAsync(time).ConfigureAwait(false);
            var connection = new RpcConnection(connected, options.Connection, NoServices, isServer: false)
            {
                Client = pool.Client,
            };
            Tell(connection, connected);
            connection.Start();
            pool.Adopt(connection);
            Volatile.Write(ref _connection, connection);
            return connection;
        }
        catch
        {
            backoff.Failed(begun);
            throw;
        }
    }

    private void Tell(RpcConnection connection, TransportConnection connected)
    {
        try
        {
            options.OnConnection?.Invoke(connection);
        }
        catch
        {
            connected.Abort();
            throw;
        }
    }

    private async Task<TransportConnection> ReachAsync(TimeProvider time)
    {
        // It outlives any of the calls that wait for it, so it has a time of its own.
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, pool.Disposed);
        try
        {
            return await transport.ConnectAsync(endpoint, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new RpcException(
                RpcStatus.Unavailable,
                $"{endpoint} could not be connected to within {options.ConnectTimeout.TotalSeconds:0.###} s.",
                RpcPhase.Connect);
        }
    }
}
