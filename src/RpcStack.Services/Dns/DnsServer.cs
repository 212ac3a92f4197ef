using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns.Serving;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns;

/// <summary>
/// A name server on UDP and TCP (RFC 1035, RFC 7766): an authority for its zones, and where the options say so a
/// resolver for its own clients.
/// </summary>
public sealed class DnsServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ChangeNotifier _notifier;
    private readonly Socket _udp;
    private readonly Socket _tcp;
    private readonly Task _running;
    private int _isDisposed;

    private DnsServer(Socket udp, Socket tcp, ZoneStore zones, DnsServerOptions options)
    {
        _udp = udp;
        _tcp = tcp;
        EndPoint = (IPEndPoint)udp.LocalEndPoint!;
        var policy = new ServerPolicy(options, TimeProvider.System);
        var handler = new RequestHandler(zones, policy, TimeProvider.System);
        var datagrams = new UdpService(udp, zones, policy, handler);
        var connections = new TcpService(tcp, zones, policy, handler);
        CancellationToken stopping = _stopping.Token;
        _running = Task.WhenAll(
        [
            datagrams.RunAsync(stopping),
            connections.RunAsync(stopping),
            .. options.Secondaries.Select(zone => zone.RunAsync(zones, TimeProvider.System, stopping)),
        ]);
        _notifier = new ChangeNotifier(zones, options.Notify, stopping);
    }

    /// <summary>Where the server listens, on both protocols.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="endPoint">Where to listen, on UDP and TCP; port 0 picks one that is free on both.</param>
    /// <param name="zones">What it speaks for; changes show from the next query on.</param>
    /// <param name="options">What it allows.</param>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public static DnsServer Start(IPEndPoint endPoint, ZoneStore zones, DnsServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        ArgumentNullException.ThrowIfNull(zones);
        options ??= new DnsServerOptions();
        options.Validate();
        (Socket udp, Socket tcp) = SocketPair.Listen(endPoint);
        return new DnsServer(udp, tcp, zones, options);
    }

    /// <summary>Stops listening, answers what has been read, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _notifier.Dispose();
            await _stopping.CancelAsync().ConfigureAwait(false);
        }

        await _running.ConfigureAwait(false);
        _udp.Dispose();
        _tcp.Dispose();
        _stopping.Dispose();
    }
}
