using System.Net;
using System.Net.Sockets;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Relays;

/// <summary>Takes datagrams to a server and back: a socket for each client, as an address translator has.</summary>
internal sealed class UdpRelay : IDisposable
{
    private const int MaxDatagram = 65_535;
    private const int MaxClients = 1024;

    private readonly Socket _listener;
    private readonly IPEndPoint _server;
    private readonly RelayProfile _profile;
    private readonly FlowTap _tap;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<IPEndPoint, UdpRelayClient> _clients = [];
    private int _seen;
    private int _isDisposed;

    public UdpRelay(IPEndPoint listen, IPEndPoint server, RelayProfile profile, FlowTap tap)
    {
        _server = server;
        _profile = profile;
        _tap = tap;
        _listener = new Socket(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            _listener.Bind(listen);
        }
        catch
        {
            _listener.Dispose();
            throw;
        }

        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        Ended = ReceiveAsync();
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

    private async Task ReceiveAsync()
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(MaxDatagram);
        var any = new IPEndPoint(EndPoint.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult got =
                    await _listener.ReceiveFromAsync(buffer, SocketFlags.None, any, _stop.Token).ConfigureAwait(false);
                Find((IPEndPoint)got.RemoteEndPoint).Send(buffer.AsMemory(0, got.ReceivedBytes));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                break;
            }
            catch (SocketException)
            {
                // A client that is gone, or a datagram that is too large for its way: as lost as any.
            }
        }

        foreach (UdpRelayClient client in _clients.Values) client.Dispose();
        await Task.WhenAll(_clients.Values.Select(client => client.Ended)).ConfigureAwait(false);
        _stop.Dispose();
    }

    private UdpRelayClient Find(IPEndPoint address)
    {
        if (_clients.TryGetValue(address, out UdpRelayClient? known)) return known;
        if (_clients.Count >= MaxClients)
        {
            // The one that has been silent longest.
            (IPEndPoint oldest, UdpRelayClient client) = _clients.MinBy(pair => pair.Value.LastUsed);
            _clients.Remove(oldest);
            client.Dispose();
        }

        var flow = _tap.Open(FlowTransport.Udp, address, EndPoint);
        return _clients[address] = new UdpRelayClient(_listener, address, _server, _profile, _tap, flow, _seen++);
    }
}
