using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Files.Ftp;

/// <summary>
/// The client's data connections. They are made to, or taken from, the host of the control connection, whatever a reply says
/// (RFC 2577).
/// </summary>
internal sealed class ClientData(FtpConversation conversation, FtpClientOptions options)
{
    private bool _knowsExtended = true;

    /// <summary>Has a command transfer something, and gives the connection for it.</summary>
    internal async Task<DataConnection> OpenAsync(string command, long restartAt, CancellationToken cancel)
    {
        DataConnection data = options.IsPassive
            ? await ConnectAsync(command, restartAt, cancel).ConfigureAwait(false)
            : await AcceptAsync(command, restartAt, cancel).ConfigureAwait(false);
        if (options.TlsMode == FtpTlsMode.None) return data;
        try
        {
            await data.EncryptAsync(stream => conversation.EncryptAsync(stream, cancel)).ConfigureAwait(false);
            return data;
        }
        catch (Exception failure)
        {
            data.Abort();
            // The server says what it did not like, and what it says must not be taken for the next command's reply.
            FtpException? reason = await conversation.BreakOffAsync(command).ConfigureAwait(false);
            if (failure is BrokenTransferException && reason is not null) throw reason;
            throw;
        }
    }

    private async Task<DataConnection> ConnectAsync(string command, long restartAt, CancellationToken cancel)
    {
        var server = new IPEndPoint(conversation.Remote.Address, await AskForPortAsync(cancel).ConfigureAwait(false));
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            using var timeout = new TimeoutScope(options.Timeout, $"{server} did not accept the data connection", cancel);
            await timeout.RunAsync(token => socket.ConnectAsync(server, token)).ConfigureAwait(false);
            await StartAsync(command, restartAt, cancel).ConfigureAwait(false);
            return new DataConnection(socket, options.Timeout);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new IOException($"The data connection to {server} failed: {failure.Message}", failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<int> AskForPortAsync(CancellationToken cancel)
    {
        bool isIpv4 = conversation.Remote.AddressFamily == AddressFamily.InterNetwork;
        if (_knowsExtended)
        {
            FtpReply extended = await conversation.AskAsync("EPSV", cancel).ConfigureAwait(false);
            if (extended.Code == 229)
            {
                return HostPort.TryFindExtendedPort(extended.Text, out int found)
                    ? found
                    : throw new FtpProtocolException($"The reply to EPSV has no port: {extended}");
            }

            if (!isIpv4 || extended.Class != 5) throw FtpException.For("EPSV", extended);
            _knowsExtended = false;
        }

        FtpReply reply = await conversation.DoAsync("PASV", cancel).ConfigureAwait(false);
        return HostPort.TryFindPort(reply.Text, out int port)
            ? port
            : throw new FtpProtocolException($"The reply to PASV has no port: {reply}");
    }

    private async Task<DataConnection> AcceptAsync(string command, long restartAt, CancellationToken cancel)
    {
        using DataListener listener = DataListener.Open(conversation.Local.Address, ports: null);
        string address = listener.EndPoint.AddressFamily == AddressFamily.InterNetwork
            ? "PORT " + HostPort.Format(listener.EndPoint)
            : "EPRT " + HostPort.FormatExtended(listener.EndPoint);
        await conversation.DoAsync(address, cancel).ConfigureAwait(false);
        await StartAsync(command, restartAt, cancel).ConfigureAwait(false);
        using var timeout = new TimeoutScope(options.Timeout, "The server did not make the data connection", cancel);
        Socket socket = await timeout
            .RunAsync(token => listener.AcceptAsync(conversation.Remote.Address, token)).ConfigureAwait(false);
        return new DataConnection(socket, options.Timeout);
    }

    private async Task StartAsync(string command, long restartAt, CancellationToken cancel)
    {
        if (restartAt > 0) await conversation.AskAsync($"REST {restartAt}", [3], cancel).ConfigureAwait(false);
        await conversation.AskAsync(command, [1], cancel).ConfigureAwait(false);
    }
}
