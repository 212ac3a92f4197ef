using System.Net;
using System.Net.Sockets;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Testing.Internal;

namespace RpcStack.Cli.Wire.Relays;

/// <summary>One connection through a relay.</summary>
internal sealed class TcpRelayConnection(
    Socket client, IPEndPoint server, RelayProfile profile, FlowTap tap, FtpDoor? door, int number)
{
    private const int BufferSize = 64 << 10;

    private readonly FtpDataDoors? _doors = door is null ? new(client, server, profile, tap) : null;
    private Flow? _flow;
    private int _isBroken;

    /// <summary>Carries it until both sides have ended, or one broke off.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var target = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        client.NoDelay = target.NoDelay = true;
        try
        {
            _flow = tap.Open(FlowTransport.Tcp, (IPEndPoint)client.RemoteEndPoint!, door?.Shown ?? (IPEndPoint)client.LocalEndPoint!);
            using CancellationTokenRegistration _ = stop.Register(() => Break(target, Side.Server));
            // A handshake takes three trips until the server knows of it. The client believes itself connected at once here, and
            // its octets wait instead.
            if (!profile.IsInstant) await Task.Delay(profile.Link.Latency * 3, stop).ConfigureAwait(false);
            await target.ConnectAsync(server, stop).ConfigureAwait(false);
            await Task.WhenAll(
                CarryAsync(client, target, Side.Client), CarryAsync(target, client, Side.Server)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Break(target, Side.Server);
        }
        finally
        {
            client.Dispose();
            _doors?.Dispose();
        }
    }

    private async Task CarryAsync(Socket from, Socket to, Side side)
    {
        try
        {
            if (profile.IsInstant)
            {
                await CopyAsync(buffer => from.ReceiveAsync(buffer), to, side).ConfigureAwait(false);
                return;
            }

            using var line = new DelayLine(() => profile.Link, TimeProvider.System, profile.Link.Seed + (number * 2) + (int)side);
            Task reading = ReadAsync(from, line, side);
            try
            {
                await CopyAsync(buffer => line.PullAsync(buffer, CancellationToken.None), to, side).ConfigureAwait(false);
            }
            finally
            {
                line.Fail(new OperationCanceledException());
                await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            Break(side == Side.Client ? to : from, side);
        }
    }

    private async Task ReadAsync(Socket from, DelayLine line, Side side)
    {
        byte[] buffer = new byte[BufferSize];
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory()).ConfigureAwait(false) is > 0 and int count)
            {
                // What the client sent is on record when it is sent; the rest is when it arrives.
                if (side == Side.Client) tap.Data(_flow!, side, buffer.AsMemory(0, count));
                await line.PushAsync(buffer.AsMemory(0, count), CancellationToken.None).ConfigureAwait(false);
            }

            line.PushEnd();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            line.PushEnd(e);
        }
    }

    private async Task CopyAsync(Func<Memory<byte>, ValueTask<int>> receive, Socket to, Side side)
    {
        byte[] buffer = new byte[BufferSize];
        while (await receive(buffer).ConfigureAwait(false) is > 0 and int count)
        {
            ReadOnlyMemory<byte> bytes = buffer.AsMemory(0, count);
            if (side == Side.Client)
            {
                if (profile.IsInstant) tap.Data(_flow!, side, bytes);
                bytes = _doors?.Pass(side, bytes) ?? bytes;
            }
            else
            {
                bytes = _doors?.Pass(side, bytes) ?? bytes;
                tap.Data(_flow!, side, bytes);
            }

            for (int sent = 0; sent < bytes.Length;)
                sent += await to.SendAsync(bytes[sent..]).ConfigureAwait(false);
        }

        tap.End(_flow!, side);
        to.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Neither side can go on without the other.</summary>
    private void Break(Socket target, Side by)
    {
        if (Interlocked.Exchange(ref _isBroken, 1) != 0) return;
        if (_flow is not null) tap.Reset(_flow, by);
        foreach (Socket socket in new[] { client, target })
        {
            try
            {
                // Closed without lingering, a socket resets its connection, as the one that broke was.
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                continue;
            }

            socket.Dispose();
        }
    }
}
