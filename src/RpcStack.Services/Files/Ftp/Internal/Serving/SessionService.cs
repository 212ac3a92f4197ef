using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RpcStack.Services.Files.Ftp;

/// <summary>Accepts control connections, up to the bounds, and looks after them until they end.</summary>
internal sealed class SessionService(Socket listener, FtpSite site)
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<Task, IPAddress> _sessions = new();

    internal async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Start(await listener.AcceptAsync(stopping).ConfigureAwait(false), stopping);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException)
            {
                // The peer left before it was accepted, or there are no descriptors left: the latter takes time to
                // pass.
                await Task.Delay(PauseAfterError, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        listener.Dispose();
        await Task.WhenAll(_sessions.Keys).ConfigureAwait(false);
    }

    private void Start(Socket connection, CancellationToken stopping)
    {
        IPAddress address = ((IPEndPoint)connection.RemoteEndPoint!).Address;
        if (WhyNot(address) is { } reason)
        {
            Refuse(connection, reason);
            return;
        }

        Task running = Task.Run(() => FtpSession.RunAsync(connection, site, stopping), CancellationToken.None);
        _sessions[running] = address;
        running.ContinueWith(ended => _sessions.TryRemove(ended, out _), TaskScheduler.Default);
    }

    private string? WhyNot(IPAddress address)
    {
        FtpServerOptions options = site.Options;
        if (_sessions.Count >= options.MaxSessions) return $"All {options.MaxSessions} connections are in use";
        return _sessions.Values.Count(address.Equals) >= options.MaxSessionsPerAddress
            ? $"All {options.MaxSessionsPerAddress} connections of your address are in use"
            : null;
    }

    // A new connection's buffer has room for one line, so this does not wait for anybody.
    private static void Refuse(Socket connection, string reason)
    {
        using Socket closing = connection;
        try
        {
            closing.Blocking = false;
            closing.Send(Encoding.ASCII.GetBytes($"421 {reason}\r\n"));
            closing.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
        }
    }
}
