using System.Collections.Concurrent;
using System.Net;
using RpcStack.OncRpc.Internal;
using RpcStack.OncRpc.Internal.Serving;
using RpcStack.OncRpc.Rpcbind;

namespace RpcStack.OncRpc;

/// <summary>Serves objects as programs of ONC RPC (RFC 5531), at any number of endpoints, to clients in whatever language.</summary>
/// <remarks>
/// A call is cancelled where its connection ends or the server stops; nothing else can reach it over this wire. The null
/// procedure is answered for every program.
/// </remarks>
/// <example><code>
/// await using var server = new OncRpcServer();
/// server.Map&lt;IGreeter&gt;(new Greeter()); // [OncProgram(0x20000001, 1)]
/// await server.ListenAsync("onc+tcp://localhost:5002");
/// await server.ListenAsync("onc+udp://localhost:5002");
/// </code></example>
public sealed class OncRpcServer(OncRpcServerOptions? options = null) : IAsyncDisposable
{
    private readonly ServerCore _core = new(options ?? OncRpcServerOptions.Default);
    private readonly ConcurrentQueue<IServerDoor> _doors = new();
    private readonly ConcurrentQueue<(RpcbindClient Rpcbind, OncProgram Program)> _registrations = new();
    private int _isStopped;

    /// <summary>Where it listens.</summary>
    public IEnumerable<OncRpcEndpoint> Endpoints => _doors.Select(door => door.Endpoint);

    /// <summary>The programs that it serves, in their versions.</summary>
    public IEnumerable<OncProgram> Programs => _core.Programs.Programs;

    /// <summary>Serves an object as the program that its contract is.</summary>
    /// <param name="service">The object; its operations run concurrently, on the pool's threads.</param>
    /// <exception cref="ArgumentException">ONC RPC cannot carry the contract, or that version of the program is mapped already.</exception>
    public void Map<T>(T service) where T : class, IContract<T>
    {
        ArgumentNullException.ThrowIfNull(service);
        _core.Programs.Add(service, _core.Options.Interceptors);
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="endpoint">Where; without a port the system chooses one.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <returns>The endpoint, with its port.</returns>
    /// <exception cref="RpcException">The address is taken, or not this machine's.</exception>
    public ValueTask<OncRpcEndpoint> ListenAsync(string endpoint, CancellationToken cancel = default) =>
        ListenAsync(OncRpcEndpoint.Parse(endpoint), cancel);

    /// <inheritdoc cref="ListenAsync(string, CancellationToken)"/>
    public async ValueTask<OncRpcEndpoint> ListenAsync(OncRpcEndpoint endpoint, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isStopped) != 0, this);
        IServerDoor door = endpoint.IsDatagram
            ? await DatagramDoor.OpenAsync(_core, endpoint, cancel).ConfigureAwait(false)
            : await StreamDoor.OpenAsync(_core, endpoint, cancel).ConfigureAwait(false);
        _doors.Enqueue(door);
        return door.Endpoint;
    }

    /// <summary>
    /// Tells rpcbind where each program is, over TCP and UDP, instead of what it knew of those programs; when the server
    /// stops, it is told that they are gone.
    /// </summary>
    /// <param name="rpcbind">rpcbind, which must outlive the server.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <exception cref="RpcException">
    /// rpcbind cannot be reached, or does not let this process: <see cref="RpcStatus.PermissionDenied"/>.
    /// </exception>
    public async ValueTask RegisterAsync(RpcbindClient rpcbind, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(rpcbind);
        foreach (OncProgram program in Programs)
        {
            await rpcbind.UnregisterAsync(program, cancel).ConfigureAwait(false);
            _registrations.Enqueue((rpcbind, program));
            foreach (OncRpcEndpoint endpoint in Endpoints.Where(e => e.Address.Scheme is "tcp" or "udp"))
            {
                IPAddress address = await AddressLookup.FindAsync(endpoint.Address.Host, cancel).ConfigureAwait(false);
                var at = new IPEndPoint(address, endpoint.Address.Port);
                if (!await rpcbind.RegisterAsync(program, at, endpoint.IsDatagram, cancel).ConfigureAwait(false))
                    throw new RpcException(
                        RpcStatus.PermissionDenied, $"rpcbind does not register program {program} at {endpoint}.", RpcPhase.Handler);
            }
        }
    }

    /// <summary>
    /// Stops: no new connections and calls. Handlers see it by <see cref="CallContext.Draining"/> and may end within
    /// <see cref="OncRpcServerOptions.DrainTimeout"/>; those that have not are cancelled.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) != 0) return;
        while (_registrations.TryDequeue(out (RpcbindClient Rpcbind, OncProgram Program) registration))
        {
            try
            {
                await registration.Rpcbind.UnregisterAsync(registration.Program).ConfigureAwait(false);
            }
            catch (RpcException)
            {
                // rpcbind is gone, and what it knew with it.
            }
        }

        await _core.DrainAsync().ConfigureAwait(false);
        await Task.WhenAll(_doors.Select(door => door.DisposeAsync().AsTask())).ConfigureAwait(false);
        _core.Dispose();
    }
}
