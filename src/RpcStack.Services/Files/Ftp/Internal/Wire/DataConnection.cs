using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace RpcStack.Services.Files.Ftp;

/// <summary>A connection for one file or listing, which ends where the connection does (RFC 959 §3.4.1).</summary>
/// <param name="socket">The connection.</param>
/// <param name="stallTimeout">How long it may take to send or receive a piece.</param>
internal sealed class DataConnection(Socket socket, TimeSpan stallTimeout) : IAsyncDisposable
{
    internal const int BufferSize = 256 << 10;

    private const int ProtocolTcp = 6;
    private const int TcpUserTimeout = 18; // <linux/tcp.h>

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly Socket _socket = socket;
    private SslStream? _tls;

    internal async Task EncryptAsync(Func<Stream, Task<SslStream>> handshake)
    {
        var stream = new NetworkStream(_socket, ownsSocket: false);
        try
        {
            _tls = await handshake(stream).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or AuthenticationException)
        {
            throw new BrokenTransferException($"TLS on the data connection: {failure.Message}", failure);
        }
    }

    /// <summary>Receives what has come; 0 octets at the end.</summary>
    internal ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel) => RunAsync(
        (Connection: this, Buffer: buffer),
        static (s, token) => s.Connection._tls is { } tls
            ? tls.ReadAsync(s.Buffer, token)
            : s.Connection._socket.ReceiveAsync(s.Buffer, SocketFlags.None, token),
        cancel);

    internal async ValueTask SendAsync(ReadOnlyMemory<byte> octets, CancellationToken cancel)
    {
        while (!octets.IsEmpty)
        {
            int sent = await RunAsync((Connection: this, Octets: octets), static async (s, token) =>
            {
                if (s.Connection._tls is not { } tls)
                    return await s.Connection._socket.SendAsync(s.Octets, SocketFlags.None, token).ConfigureAwait(false);
                await tls.WriteAsync(s.Octets, token).ConfigureAwait(false);
                return s.Octets.Length;
            }, cancel).ConfigureAwait(false);
            octets = octets[sent..];
        }
    }

    /// <summary>Whether the system can send a file by itself, and end it if the peer does not read on.</summary>
    internal bool CanSendFile => _tls is null && OperatingSystem.IsLinux();

    /// <summary>Sends a whole file without copying it through this process (sendfile(2)).</summary>
    internal async ValueTask SendFileAsync(string path, CancellationToken cancel)
    {
        // It is one call for the whole file, so that the kernel alone can see whether it comes on.
        byte[] milliseconds = BitConverter.GetBytes((int)Math.Min(stallTimeout.TotalMilliseconds, int.MaxValue));
        _socket.SetRawSocketOption(ProtocolTcp, TcpUserTimeout, milliseconds);
        try
        {
            await _socket.SendFileAsync(path, cancel).ConfigureAwait(false);
        }
        catch (SocketException failure)
        {
            throw new BrokenTransferException($"The data connection broke: {failure.Message}", failure);
        }
    }

    /// <summary>Says that everything has been sent.</summary>
    internal async ValueTask FinishAsync()
    {
        try
        {
            if (_tls is not null) await _tls.ShutdownAsync().WaitAsync(Farewell).ConfigureAwait(false);
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failure) when (failure is IOException or SocketException or TimeoutException)
        {
            throw new BrokenTransferException($"The data connection broke: {failure.Message}", failure);
        }
    }

    /// <summary>Breaks the connection so that the peer does not take it for the end of the file.</summary>
    internal void Abort()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    /// <summary>Closes it, once the peer has said goodbye in TLS: a reset would cost it what it has not read.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_tls is not null) await DrainAsync().ConfigureAwait(false);
        _socket.Dispose();
        if (_tls is not null) await _tls.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask DrainAsync()
    {
        byte[] rest = new byte[512];
        using var timeout = new CancellationTokenSource(Farewell);
        try
        {
            while (await _socket.ReceiveAsync(rest, SocketFlags.None, timeout.Token).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private async ValueTask<int> RunAsync<TState>(
        TState state, Func<TState, CancellationToken, ValueTask<int>> action, CancellationToken cancel)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        stall.CancelAfter(stallTimeout);
        try
        {
            return await action(state, stall.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new BrokenTransferException(
                $"Nothing moved on the data connection for {stallTimeout.TotalSeconds:0.###} s");
        }
        catch (Exception failure) when (failure is SocketException or IOException or ObjectDisposedException)
        {
            throw new BrokenTransferException($"The data connection broke: {failure.Message}", failure);
        }
    }
}
