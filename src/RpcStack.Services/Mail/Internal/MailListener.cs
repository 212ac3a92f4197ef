using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Mail;

/// <summary>Accepts connections, and looks after them until they end.</summary>
internal sealed class MailListener : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, byte> _sessions = new();
    private readonly Socket _socket;
    private readonly MailLink _link;
    private readonly MailServe _serve;
    private readonly Task _running;
    private int _isDisposed;

    /// <summary>Listens.</summary>
    /// <param name="endPoint">Where; port 0 picks one.</param>
    /// <param name="link">How it is spoken.</param>
    /// <param name="serve">Serves a connection.</param>
    public MailListener(IPEndPoint endPoint, MailLink link, MailServe serve)
    {
        _link = link;
        _serve = serve;
        _socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any)) _socket.DualMode = true;
            _socket.Bind(endPoint);
            _socket.Listen();
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _running = Task.Run(RunAsync);
    }

    public IPEndPoint EndPoint { get; }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0) await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Start(await _socket.AcceptAsync(_stopping.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException)
            {
                // The peer left before it was accepted, or there are no descriptors left: the latter takes time to
                // pass.
                await Task.Delay(PauseAfterError, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _socket.Dispose();
        await Task.WhenAll(_sessions.Keys).ConfigureAwait(false);
    }

    private void Start(Socket connection)
    {
        bool isTooMany = _sessions.Count >= _link.MaxConnections;
        Task running = Task.Run(() => ServeAsync(connection, isTooMany), CancellationToken.None);
        _sessions[running] = 0;
        running.ContinueWith(ended => _sessions.TryRemove(ended, out _), TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket connection, bool isTooMany)
    {
        try
        {
            connection.NoDelay = true;
            await SpeakAsync(connection, isTooMany).ConfigureAwait(false);
        }
        catch (Exception end) when (end is OperationCanceledException || MailTls.IsEnd(end))
        {
            // The peer is gone, or would not do TLS: the connection is over in any case.
        }
        finally
        {
            connection.Dispose();
        }
    }

    private async Task SpeakAsync(Socket socket, bool isTooMany)
    {
        IPAddress client = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        MailTranscript? transcript = _link.Transcript is { } writer ? new MailTranscript(writer, isServer: true) : null;
        var connection = new LineConnection(new NetworkStream(socket), _link.Timeout, transcript);
        await using (connection.ConfigureAwait(false))
        {
            if (_link.Certificate is { } certificate)
            {
                await connection.SecureAsync(
                    (tls, token) => MailTls.AcceptAsync(tls, certificate, token), _stopping.Token).ConfigureAwait(false);
            }

            await _serve(connection, client, isTooMany, _stopping.Token).ConfigureAwait(false);
        }
    }
}
