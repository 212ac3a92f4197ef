using System.Runtime.CompilerServices;
using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Serving;
using RpcStack.Transports;

namespace RpcStack;

/// <summary>
/// A channel to a server: connects with the first call, and again with the first call after the connection was lost.
/// </summary>
/// <example><code>
/// await using var client = new RpcClient("rpc+tcp://localhost:5000");
/// IGreeter greeter = client.Get&lt;IGreeter&gt;();
/// string greeting = await greeter.GreetAsync("world");
/// </code></example>
public sealed class RpcClient : RpcChannel
{
    private static readonly ServiceTable NoServices = new();

    private readonly RpcConnectionOptions _options;
    private readonly Transport _transport;
    private readonly Lock _gate = new();
    private RpcConnection? _connection;
    private Task<RpcConnection>? _connecting;
    private bool _disposed;

    /// <summary>Makes a client of an endpoint; see <see cref="RpcEndpoint"/>.</summary>
    public RpcClient(string endpoint, RpcConnectionOptions? options = null) : this(RpcEndpoint.Parse(endpoint), options)
    {
    }

    /// <summary>Makes a client of an endpoint.</summary>
    public RpcClient(RpcEndpoint endpoint, RpcConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Endpoint = endpoint;
        _options = options ?? RpcConnectionOptions.Default;
        _transport = Transport.For(endpoint, _options.Transport);
    }

    /// <summary>Where the server is.</summary>
    public RpcEndpoint Endpoint { get; }

    /// <summary>The connection that is open, or null.</summary>
    public RpcConnection? Connection => Volatile.Read(ref _connection) is { IsOpen: true } open ? open : null;

    /// <summary>Connects, if it is not connected; calls do so by themselves.</summary>
    /// <exception cref="RpcException">The server cannot be reached.</exception>
    public async ValueTask<RpcConnection> ConnectAsync(CancellationToken cancel = default) =>
        Connection ?? await Connect().WaitAsync(cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public override RpcTarget Locate(ContractDescriptor contract, string name) => new ServiceTarget(contract, name);

    /// <inheritdoc/>
    public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) =>
        Connection is { } open
            ? open.UnaryAsync(operation, target, request, options, cancel)
            : ConnectAndCallAsync(operation, target, request, options, cancel);

    /// <inheritdoc/>
    public override IAsyncEnumerable<TResponse> ServerStreamAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) => Deferred(
            (connection, rest) => connection.ServerStreamAsync(operation, target, request, rest, cancel),
            operation,
            options);

    /// <inheritdoc/>
    public override IAsyncEnumerable<TResponse> DuplexAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel) => Deferred(
            (connection, rest) => connection.DuplexAsync(operation, target, request, items, rest, cancel),
            operation,
            options);

    /// <inheritdoc/>
    public override async ValueTask<TResponse> ClientStreamAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel)
    {
        (RpcConnection connection, TimeSpan left) =
            await ConnectAsync(operation, options, cancel).ConfigureAwait(false);
        return await connection.ClientStreamAsync(operation, target, request, items, Rest(options, left), cancel)
            .ConfigureAwait(false);
    }

    /// <summary>Closes the connection; running calls end with <see cref="RpcStatus.Unavailable"/>.</summary>
    public override async ValueTask DisposeAsync()
    {
        Task<RpcConnection>? connecting;
        lock (_gate)
        {
            _disposed = true;
            connecting = _connecting;
        }

        if (connecting is not null) await connecting.ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        if (_connection is { } connection) await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<TResponse> ConnectAndCallAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        (RpcConnection connection, TimeSpan left) =
            await ConnectAsync(operation, options, cancel).ConfigureAwait(false);
        CallOptions rest = options with { Deadline = left };
        return await connection.UnaryAsync(operation, target, request, rest, cancel).ConfigureAwait(false);
    }

    private DeferredStream<T> Deferred<T>(
        Func<RpcConnection, CallOptions, IAsyncEnumerable<T>> call, Operation operation, CallOptions options)
    {
        return new(cancel => Connection is { } open
            ? call(open, options).GetAsyncEnumerator(cancel)
            : ConnectAndReadAsync(cancel).GetAsyncEnumerator(cancel));

        async IAsyncEnumerable<T> ConnectAndReadAsync([EnumeratorCancellation] CancellationToken cancel)
        {
            (RpcConnection connection, TimeSpan left) =
                await ConnectAsync(operation, options, cancel).ConfigureAwait(false);
            await foreach (T item in call(connection, Rest(options, left)).WithCancellation(cancel).ConfigureAwait(false))
                yield return item;
        }
    }

    /// <summary>A stream's default deadline is that of its first item, so it stays the default.</summary>
    private static CallOptions Rest(CallOptions options, TimeSpan left) =>
        options.Deadline is null ? options : options with { Deadline = left };

    /// <summary>Connects within a call's deadline, and says what is left of it.</summary>
    private async ValueTask<(RpcConnection Connection, TimeSpan Left)> ConnectAsync(
        Operation operation, CallOptions options, CancellationToken cancel)
    {
        TimeSpan deadline = options.Deadline ?? _options.DefaultDeadline;
        if (CallContext.Current?.TimeLeft is { } served && (deadline == Timeout.InfiniteTimeSpan || served < deadline))
            deadline = served;
        long begun = _options.Time.GetTimestamp();
        try
        {
            RpcConnection connection =
                await Connect().WaitAsync(deadline, _options.Time, cancel).ConfigureAwait(false);
            if (deadline != Timeout.InfiniteTimeSpan) deadline -= _options.Time.GetElapsedTime(begun);
            return (connection, deadline);
        }
        catch (TimeoutException)
        {
            throw new RpcException(
                RpcStatus.DeadlineExceeded,
                $"{operation}: {Endpoint} could not be connected to within the deadline of {deadline.TotalMilliseconds:0} ms.",
                RpcPhase.Connect);
        }
    }

    /// <summary>One connection attempt for all who wait for one.</summary>
    private Task<RpcConnection> Connect()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (Connection is { } open) return Task.FromResult(open);
            if (_connecting is null or { IsCompleted: true }) _connecting = ConnectCoreAsync();
            return _connecting;
        }
    }

    private async Task<RpcConnection> ConnectCoreAsync()
    {
        // Its time is bounded by the calls that wait for it and by the transport; it outlives any one of them.
        TransportConnection transport =
            await _transport.ConnectAsync(Endpoint, CancellationToken.None).ConfigureAwait(false);
        var connection = new RpcConnection(transport, _options, NoServices, isServer: false);
        connection.Start();
        Volatile.Write(ref _connection, connection);
        return connection;
    }
}
