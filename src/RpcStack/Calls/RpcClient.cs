using System.Runtime.CompilerServices;
using RpcStack.Calls.Internal;
using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Transports;

namespace RpcStack;

/// <summary>
/// A channel to a server, or to several that offer the same: connects with the first call, and again with the first call
/// after a connection was lost. Calls take turns among the connections that are open.
/// </summary>
/// <remarks>
/// A call that was not started is sent again by itself, within its deadline; one that may have been started only if it
/// is <see cref="IdempotentAttribute"/>. Otherwise it ends with <see cref="RpcStatus.Unavailable"/>, and
/// <see cref="RpcException.Started"/> says which it was.
/// </remarks>
/// <example><code>
/// await using var client = new RpcClient("rpc+tcp://localhost:5000");
/// IGreeter greeter = client.Get&lt;IGreeter&gt;();
/// string greeting = await greeter.GreetAsync("world");
/// </code></example>
public sealed class RpcClient : RpcChannel
{
    private readonly RpcClientOptions _options;
    private readonly ConnectionPool _pool;
    private readonly Resender _resender;

    /// <summary>Makes a client of an endpoint; see <see cref="RpcEndpoint"/>.</summary>
    public RpcClient(string endpoint, RpcConnectionOptions? options = null) : this(RpcEndpoint.Parse(endpoint), options)
    {
    }

    /// <summary>Makes a client of an endpoint.</summary>
    public RpcClient(RpcEndpoint endpoint, RpcConnectionOptions? options = null)
        : this([endpoint], new RpcClientOptions { Connection = options ?? RpcConnectionOptions.Default })
    {
    }

    /// <summary>Makes a client of servers that offer the same.</summary>
    /// <param name="endpoints">Where they are; one at least.</param>
    /// <param name="options">How the client behaves.</param>
    public RpcClient(IReadOnlyList<RpcEndpoint> endpoints, RpcClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentOutOfRangeException.ThrowIfZero(endpoints.Count, nameof(endpoints));
        foreach (RpcEndpoint endpoint in endpoints) ArgumentNullException.ThrowIfNull(endpoint, nameof(endpoints));
        _options = options ?? RpcClientOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.ConnectionsPerEndpoint, 1, nameof(options));
        Endpoints = [.. endpoints];
        _pool = new ConnectionPool(this, Endpoints, _options);
        Outermost = _options.Connection.Intercept?.Invoke(this) ?? (RpcChannel)this;
        _resender = new Resender(_pool, _options, string.Join(", ", Endpoints));
    }

    /// <summary>Where the server is; the first of <see cref="Endpoints"/>.</summary>
    public RpcEndpoint Endpoint => Endpoints[0];

    /// <summary>Where the servers are.</summary>
    public IReadOnlyList<RpcEndpoint> Endpoints { get; }

    internal override RpcChannel Outermost { get; }

    /// <summary>A connection that is open, or null.</summary>
    public RpcConnection? Connection => _pool.TryPick();

    /// <summary>The connections that are not closed, those too whose calls run out.</summary>
    public IEnumerable<RpcConnection> Connections => _pool.Connections;

    /// <summary>Connects, if it is not connected; calls do so by themselves.</summary>
    /// <exception cref="RpcException">No server can be reached.</exception>
    public async ValueTask<RpcConnection> ConnectAsync(CancellationToken cancel = default) =>
        Connection ?? await _pool.WhenOpenAsync().WaitAsync(cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public override RpcTarget Locate(ContractDescriptor contract, string name) => new ServiceTarget(contract, name);

    /// <inheritdoc/>
    public override async ValueTask<RpcTarget> CastAsync(RpcTarget target, ContractDescriptor contract, CancellationToken cancel)
    {
        RpcConnection connection = await ConnectAsync(cancel).ConfigureAwait(false);
        return await connection.CastAsync(target, contract, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        if (_pool.TryPick() is { } open) return open.UnaryAsync(operation, target, request, options, _resender, cancel);
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        // What is promised is called on the connection that the promise was made on.
        return operation.Semantics is OperationSemantics.Oneway || options.Promise is not null
            ? ConnectAndSendAsync(operation, target, request, options, cancel)
            : _resender.CallAsync(operation, target, request, options, cancel);
    }

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
        (RpcConnection connection, CallOptions rest) =
            await OpenAsync(operation, options, cancel).ConfigureAwait(false);
        return await connection.ClientStreamAsync(operation, target, request, items, rest, cancel)
            .ConfigureAwait(false);
    }

    /// <summary>Closes the connections; running calls end with <see cref="RpcStatus.Unavailable"/>.</summary>
    public override ValueTask DisposeAsync() => _pool.DisposeAsync();

    private async ValueTask<TResponse> ConnectAndSendAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        (RpcConnection connection, CallOptions rest) =
            await OpenAsync(operation, options, cancel).ConfigureAwait(false);
        return await connection.UnaryAsync(operation, target, request, rest, cancel).ConfigureAwait(false);
    }

    private DeferredStream<T> Deferred<T>(
        Func<RpcConnection, CallOptions, IAsyncEnumerable<T>> call, Operation operation, CallOptions options)
    {
        return new(cancel => _pool.TryPick() is { } open
            ? call(open, options).GetAsyncEnumerator(cancel)
            : ConnectAndReadAsync(cancel).GetAsyncEnumerator(cancel));

        async IAsyncEnumerable<T> ConnectAndReadAsync([EnumeratorCancellation] CancellationToken cancel)
        {
            (RpcConnection connection, CallOptions left) =
                await OpenAsync(operation, options, cancel).ConfigureAwait(false);
            await foreach (T item in call(connection, left).WithCancellation(cancel).ConfigureAwait(false))
                yield return item;
        }
    }

    /// <summary>A connection for a call that stays where it is sent, and its options with the time that is left.</summary>
    private async ValueTask<(RpcConnection Connection, CallOptions Left)> OpenAsync(
        Operation operation, CallOptions options, CancellationToken cancel)
    {
        RpcConnectionOptions defaults = _options.Connection;
        long begun = CallTime.Now(defaults.Time);
        long deadline = CallTime.After(begun, CallTime.Of(options, defaults.DefaultDeadline, CallContext.Current));
        RpcConnection connection = await _resender
            .ConnectAsync(operation.ToString(), options.WaitForReady, deadline, cancel).ConfigureAwait(false);
        // The default deadline of an answer of items is that of the first one, so the default stays the default.
        bool isOfFirstItem =
            options.Deadline is null && (operation.Kind is OperationKind.ServerStream or OperationKind.Duplex);
        return isOfFirstItem || deadline == long.MaxValue
            ? (connection, options)
            : (connection, options with { Deadline = CallTime.Left(deadline, CallTime.Now(defaults.Time)) });
    }
}
