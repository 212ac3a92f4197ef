using System.Net;
using System.Net.Sockets;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Relays;

/// <summary>Takes TCP connections to a server, each by one of its own.</summary>
internal sealed class TcpRelay : IDisposable
{
    private readonly Socket _listener;
    private readonly IPEndPoint _server;
    private readonly RelayProfile _profile;
    private readonly FlowTap _tap;
    private readonly FtpDoor? _door;
    private readonly CancellationTokenSource _stop = new();
    private int _accepted;
    private int _isDisposed;

    /// <summary>Starts a relay.</summary>
    /// <param name="listen">Where clients will find it; port 0 takes one that is free.</param>
    /// <param name="server">Where it takes them to.</param>
    /// <param name="profile">The network in between.</param>
    /// <param name="tap">Is told of everything.</param>
    /// <param name="door">
    /// Where the connections are FTP's for data, which have no doors of their own.
    /// </param>
    public TcpRelay(IPEndPoint listen, IPEndPoint server, RelayProfile profile, FlowTap tap, FtpDoor? door = null)
    {
        _door = door;
        _server = server;
        _profile = profile;
        _tap = tap;
        _listener = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(listen);
            _listener.Listen();
        }
        catch
        {
            _listener.Dispose();
            throw;
        }

        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        Ended = AcceptAsync();
    }

    /// <summary>Where clients find it.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Ends when everything has, after <see cref="Dispose"/>.</summary>
    public Task Ended { get; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        HashSet<Task> open = [];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Socket client = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                var connection = new TcpRelayConnection(client, _server, _profile, _tap, _door, _accepted++);
                open.RemoveWhere(task => task.IsCompleted);
                open.Add(connection.RunAsync(_stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                break;
            }
            catch (SocketException)
            {
                // Who gave up before being accepted is no reason to end; without descriptors there is nothing to hurry for.
                await Task.Delay(10, CancellationToken.None).ConfigureAwait(false);
            }
        }

        await Task.WhenAll(open).ConfigureAwait(false);
        _stop.Dispose();
    }
}
