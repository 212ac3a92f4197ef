using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using RpcStack.Transports;

namespace RpcStack.Tests.Soak;

/// <summary>Stands before a server, passes bytes on both ways, and cuts connections when it is told to.</summary>
public sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<int, (Socket Near, Socket Far)> _links = new();
    private readonly int _server;
    private int _ids;

    public CuttingProxy(RpcEndpoint server)
    {
        _server = server.Port;
        _listener.Start();
        _ = AcceptAsync();
    }

    public RpcEndpoint Endpoint => new("tcp", "127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    /// <summary>Cuts a connection that is open, by a reset towards both sides; false where there is none.</summary>
    public bool CutOne(Random random)
    {
        int[] ids = [.. _links.Keys];
        if (ids.Length == 0 || !_links.TryRemove(ids[random.Next(ids.Length)], out (Socket Near, Socket Far) link)) return false;
        Cut(link);
        return true;
    }

    public void Dispose()
    {
        _listener.Stop();
        foreach ((Socket Near, Socket Far) link in _links.Values) Cut(link);
    }

    private static void Cut((Socket Near, Socket Far) link)
    {
        link.Near.Close(0);
        link.Far.Close(0);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        int id = Interlocked.Increment(ref _ids);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _server);
            _links.TryAdd(id, (near, far));
            await Task.WhenAll(PassAsync(near, far), PassAsync(far, near));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut, or the server is away.
        }
        finally
        {
            _links.TryRemove(id, out _);
            Cut((near, far));
        }
    }

    private static async Task PassAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[16 << 10];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and int count)
                for (int sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            Cut((from, to));
            throw;
        }
    }
}
