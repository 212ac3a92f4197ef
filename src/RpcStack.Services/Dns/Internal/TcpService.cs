using System.Collections.Concurrent;
using System.Net.Sockets;
using RpcStack.Services.Dns.Serving;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns;

/// <summary>Accepts connections, up to the bound, and looks after them until they end.</summary>
internal sealed class TcpService(Socket listener, ZoneStore zones, ServerPolicy policy, RequestHandler handler)
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<Task, byte> _sessions = new();

    internal async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Socket connection = await listener.AcceptAsync(stopping).ConfigureAwait(false);
                if (_sessions.Count >= policy.Options.MaxTcpConnections) connection.Dispose();
                else Start(connection, stopping);
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

        // Nobody is to be kept waiting for connections that will not be answered.
        listener.Dispose();
        await Task.WhenAll(_sessions.Keys).ConfigureAwait(false);
    }

    private void Start(Socket connection, CancellationToken stopping)
    {
        var session = new TcpSession(connection, new DnsResponder(zones, policy), policy, handler);
        Task running = Task.Run(() => session.RunAsync(stopping), CancellationToken.None);
        _sessions[running] = 0;
        running.ContinueWith(ended => _sessions.TryRemove(ended, out _), TaskScheduler.Default);
    }
}
