using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace RpcStack.Services.Files.Ftp;

/// <summary>The control connection: lines both ways, in clear or within TLS. One reads at a time.</summary>
internal sealed class ControlChannel : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly TelnetLine _line = new();
    private readonly byte[] _buffer = new byte[4096];
    private readonly SemaphoreSlim _writing = new(1);
    private Stream _stream;
    private int _start;
    private int _end;

    internal ControlChannel(Socket socket)
    {
        _socket = socket;
        // ABOR may come as urgent data, and is to be found where it stands in the stream.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline, true);
        socket.NoDelay = true;
        Local = Unmapped((IPEndPoint)socket.LocalEndPoint!);
        Remote = Unmapped((IPEndPoint)socket.RemoteEndPoint!);
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    internal IPEndPoint Local { get; }

    internal IPEndPoint Remote { get; }

    internal bool IsEncrypted => _stream is SslStream;

    /// <summary>Whether octets have arrived that nobody has asked for.</summary>
    internal bool HasPending => _start < _end;

    /// <summary>Whether the peer has closed its end, which shows here before anybody reads.</summary>
    internal bool IsClosedByPeer
    {
        get
        {
            try
            {
                return !HasPending && _socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0;
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }
    }

    /// <summary>The next line, or null where there is none to come.</summary>
    internal async ValueTask<string?> ReadLineAsync(CancellationToken cancel)
    {
        while (true)
        {
            while (_start < _end)
            {
                if (_line.Add(_buffer[_start++])) return _line.Take();
            }

            _start = 0;
            _end = await _stream.ReadAsync(_buffer, cancel).ConfigureAwait(false);
            if (_end == 0) return null;
        }
    }

    internal async ValueTask WriteAsync(string lines, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(lines), cancel).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Goes on within TLS.</summary>
    internal async Task EncryptAsync(Func<Stream, Task<SslStream>> handshake) =>
        _stream = await handshake(_stream).ConfigureAwait(false);

    /// <summary>Says within TLS, where there is any, that nothing more will be sent.</summary>
    internal Task ShutdownAsync() => _stream is SslStream tls ? tls.ShutdownAsync() : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _writing.Dispose();
    }

    private static IPEndPoint Unmapped(IPEndPoint endPoint) =>
        endPoint.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(endPoint.Address.MapToIPv4(), endPoint.Port) : endPoint;
}
