using System.Net.Sockets;

namespace RpcStack.Services.Files.Ftp;

/// <summary>
/// Sends pieces of a file from the kernel's cache to the socket (sendfile(2)). <see cref="Socket.SendFileAsync(string?, CancellationToken)"/>
/// does so too, but knows no offset, shows no progress, and leaves the file open until it is collected.
/// </summary>
internal sealed class FilePieces : IDisposable
{
    private readonly SocketAsyncEventArgs _send = new();
    private readonly Socket _socket;
    private readonly FileStream _file;
    private TaskCompletionSource? _sent;

    internal FilePieces(Socket socket, string path)
    {
        _socket = socket;
        _file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0,
            FileOptions.Asynchronous);
        _send.Completed += (_, _) => _sent!.SetResult();
    }

    internal long Length => _file.Length;

    /// <summary>Sends a piece, and gives how much of it there was. Cancelling closes the socket.</summary>
    internal async ValueTask<int> SendAsync(long offset, int count, CancellationToken cancel)
    {
        _sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _send.SendPacketsElements = [new SendPacketsElement(_file, offset, count)];
        using CancellationTokenRegistration closing = cancel.Register(() => _socket.Close(0));
        if (_socket.SendPacketsAsync(_send)) await _sent.Task.ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        return _send.SocketError == SocketError.Success
            ? _send.BytesTransferred
            : throw new SocketException((int)_send.SocketError);
    }

    public void Dispose()
    {
        _send.Dispose();
        _file.Dispose();
    }
}
