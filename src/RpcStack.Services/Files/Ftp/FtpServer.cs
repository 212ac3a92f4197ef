using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Files.Ftp;

/// <summary>A server of FTP (RFC 959, 1123, 2389, 2428, 3659, 4217).</summary>
public sealed class FtpServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Socket _listener;
    private readonly Task _running;
    private int _isDisposed;

    private FtpServer(Socket listener, FtpSite site)
    {
        _listener = listener;
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        _running = new SessionService(listener, site).RunAsync(_stopping.Token);
    }

    /// <summary>Where the server listens for control connections.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="endPoint">Where to listen; port 0 picks one that is free.</param>
    /// <param name="users">Who may log in.</param>
    /// <param name="options">What it allows.</param>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public static FtpServer Start(IPEndPoint endPoint, IReadOnlyList<FtpUser> users, FtpServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        ArgumentNullException.ThrowIfNull(users);
        options ??= new FtpServerOptions();
        options.Validate();
        var site = new FtpSite(users, options);
        var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any)) listener.DualMode = true;
            listener.Bind(endPoint);
            listener.Listen();
            return new FtpServer(listener, site);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening, breaks transfers off, and tells those who are connected.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0) await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _listener.Dispose();
        _stopping.Dispose();
    }
}
