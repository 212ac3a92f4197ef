using System.Collections.Concurrent;
using RpcStack.Calls.Internal;
using RpcStack.Objects;
using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Objects;
using RpcStack.Protocol.Internal.Serving;
using RpcStack.Transports;

namespace RpcStack;

/// <summary>Serves objects under names, at any number of endpoints.</summary>
/// <example><code>
/// await using var server = new RpcServer();
/// server.Map&lt;IGreeter&gt;(new Greeter());
/// RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://localhost:5000");
/// </code></example>
public sealed class RpcServer : IAsyncDisposable
{
    private readonly RpcServerOptions _options;
    private readonly ServiceTable _services;
    private readonly ConcurrentDictionary<RpcConnection, byte> _connections = new();
    private readonly ConcurrentBag<(TransportListener Listener, Task Accepting)> _listeners = [];
    private int _isStopped;

    /// <summary>Makes a server.</summary>
    public RpcServer(RpcServerOptions? options = null)
    {
        _options = options ?? new();
        _services = new(_options.Authorize, _options.Interceptors);
        var administrators = new Administrators(_options.Administers);
        Registry = new RegistryStore(() => _services.Contracts, _options.MaxBindings);
        _services.AddStandard<IRegistry>(new GuardedRegistry(Registry, administrators));
        _services.AddStandard<IDiagnostics>(new ServerDiagnostics(this, administrators, _options.Connection.Time));
    }

    /// <summary>The names by which objects are found from here, those of its own services among them.</summary>
    public IRegistry Registry { get; }

    /// <summary>Where it listens.</summary>
    public IEnumerable<RpcEndpoint> Endpoints => _listeners.Select(l => l.Listener.Endpoint);

    /// <summary>The names that it serves.</summary>
    public IEnumerable<string> Services => _services.Names;

    /// <summary>The connections that are open.</summary>
    public IEnumerable<RpcConnection> Connections => _connections.Keys;

    /// <summary>Serves an object.</summary>
    /// <param name="service">The object; its operations run concurrently, on the pool's threads.</param>
    /// <param name="name">The name; the contract's own unless given.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Map<T>(T service, string? name = null) where T : class, IContract<T>
    {
        ArgumentNullException.ThrowIfNull(service);
        name ??= T.Descriptor.Name;
        if (!_services.TryAdd(name, new MappedService(service, _services.TableOf<T>())))
            throw new ArgumentException($"A service '{name}' is mapped already.", nameof(name));
        ObjectHolders.Add(service);
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="endpoint">Where; port 0 lets the system choose.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <returns>The endpoint, with its port.</returns>
    /// <exception cref="RpcException">The address is taken, or not this machine's.</exception>
    public ValueTask<RpcEndpoint> ListenAsync(string endpoint, CancellationToken cancel = default) =>
        ListenAsync(RpcEndpoint.Parse(endpoint), cancel);

    /// <inheritdoc cref="ListenAsync(string, CancellationToken)"/>
    public async ValueTask<RpcEndpoint> ListenAsync(RpcEndpoint endpoint, CancellationToken cancel = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isStopped) != 0, this);
        var transport = Transport.For(endpoint, _options.Connection.Transport);
        TransportListener listener = await transport.ListenAsync(endpoint, cancel).ConfigureAwait(false);
        _listeners.Add((listener, AcceptAsync(listener)));
        return listener.Endpoint;
    }

    /// <summary>
    /// Stops: no new connections and calls. Handlers see it by <see cref="CallContext.Draining"/> and may end within
    /// <see cref="RpcServerOptions.DrainTimeout"/>; those that have not are cancelled, and their calls end with
    /// <see cref="RpcStatus.Unavailable"/>.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) != 0) return;
        foreach ((TransportListener listener, Task accepting) in _listeners)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
            await accepting.ConfigureAwait(false);
        }

        await Task.WhenAll(_connections.Keys.Select(c => c.DrainAsync(_options.DrainTimeout, $"{c.LocalName} is stopping"))).ConfigureAwait(false);
    }

    private async Task AcceptAsync(TransportListener listener)
    {
        while (true)
        {
            TransportConnection? transport;
            try
            {
                transport = await listener.AcceptAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (RpcException)
            {
                // What one accept fails with says nothing of the next; without a pause it might be all there is.
                await Task.Delay(TimeSpan.FromMilliseconds(10)).ConfigureAwait(false);
                continue;
            }

            if (transport is null) return;
            if (_connections.Count >= _options.MaxConnections) transport.Abort();
            else Serve(transport);
        }
    }

    private void Serve(TransportConnection transport)
    {
        var connection = new RpcConnection(transport, _options.Connection, _services, isServer: true);
        _connections.TryAdd(connection, 0);
        if ((transport.Refusal ?? Tell(connection)) is { } reason) connection.Refuse(reason);
        else connection.Start();
        _ = ForgetAsync(connection);
    }

    /// <summary>Tells of a connection, and gives why it is not to be served, or null.</summary>
    private string? Tell(RpcConnection connection)
    {
        try
        {
            _options.OnConnection?.Invoke(connection);
            return null;
        }
        catch (Exception refusal)
        {
            return refusal.Message;
        }
    }

    private async Task ForgetAsync(RpcConnection connection)
    {
        await connection.Closed.ConfigureAwait(false);
        _connections.TryRemove(connection, out _);
    }
}
