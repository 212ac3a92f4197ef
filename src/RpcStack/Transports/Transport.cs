using RpcStack.Transports.Memory;
using RpcStack.Transports.Tcp;
using RpcStack.Transports.Tls;
using RpcStack.Transports.Unix;

namespace RpcStack.Transports;

/// <summary>A way to carry bytes between two processes, or within one.</summary>
public abstract class Transport
{
    /// <summary>TCP over IPv4 and IPv6.</summary>
    public static Transport Tcp { get; } = new TcpTransport();

    /// <summary>Unix domain sockets, for their owner alone; see <see cref="TransportOptions.SocketFileMode"/>.</summary>
    public static Transport Unix { get; } = new UnixTransport(TransportOptions.Default);

    /// <summary>Pipes within this process, found by name.</summary>
    public static Transport Memory { get; } = new MemoryTransport();

    /// <summary>Its name in endpoints.</summary>
    public abstract string Scheme { get; }

    /// <summary>The transport that an endpoint names, unless the options name another.</summary>
    /// <exception cref="RpcException">There is none: <see cref="RpcStatus.Unimplemented"/>.</exception>
    public static Transport For(RpcEndpoint endpoint, TransportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= TransportOptions.Default;
        return options.Override ?? endpoint.Scheme switch
        {
            "tcp" => Tcp,
            "mem" => Memory,
            "unix" => new UnixTransport(options),
            "tls" => new TlsTransport("tls", Tcp, options),
            "tls+unix" => new TlsTransport("tls+unix", new UnixTransport(options), options),
            _ => throw new RpcException(
                RpcStatus.Unimplemented, $"{endpoint}: no transport is called '{endpoint.Scheme}'.", RpcPhase.Connect),
        };
    }

    /// <summary>Connects to a listener.</summary>
    /// <exception cref="RpcException">It cannot be reached: <see cref="RpcStatus.Unavailable"/>.</exception>
    public abstract ValueTask<TransportConnection> ConnectAsync(RpcEndpoint endpoint, CancellationToken cancel);

    /// <summary>Begins to listen.</summary>
    /// <exception cref="RpcException">The address is taken, or not this machine's: the message says which.</exception>
    public abstract ValueTask<TransportListener> ListenAsync(RpcEndpoint endpoint, CancellationToken cancel);
}
