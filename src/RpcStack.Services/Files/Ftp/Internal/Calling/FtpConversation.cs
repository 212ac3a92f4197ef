using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using RpcStack.Transports.Tls;

namespace RpcStack.Services.Files.Ftp;

/// <summary>Commands and their replies, one after the other.</summary>
internal sealed class FtpConversation : IAsyncDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);

    private readonly ControlChannel _control;
    private readonly string _name;
    private readonly string _sessionName;
    private readonly FtpClientOptions _options;
    private bool _isBroken;

    private FtpConversation(Socket socket, string host, FtpClientOptions options)
    {
        _control = new ControlChannel(socket);
        _name = options.Tls.ServerName ?? host;
        _sessionName = SessionName.Next(_name);
        _options = options;
    }

    internal IPEndPoint Local => _control.Local;

    internal IPEndPoint Remote => _control.Remote;

    internal static async Task<FtpConversation> ConnectAsync(
        string host, int port, FtpClientOptions options, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            using var timeout = new TimeoutScope(options.Timeout, $"{host}:{port} did not accept the connection", cancel);
            await timeout.RunAsync(token => socket.ConnectAsync(host, port, token)).ConfigureAwait(false);
            return new FtpConversation(socket, host, options);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new IOException($"{host}:{port} cannot be reached: {failure.Message}", failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command and gives the reply, whatever it is.</summary>
    internal async Task<FtpReply> AskAsync(string command, CancellationToken cancel)
    {
        if (command.Any(char.IsControl))
            throw new ArgumentException("A command has a control character, such as a line's end.", nameof(command));
        return await ExchangeAsync(async token =>
        {
            await _control.WriteAsync(command + "\r\n", token).ConfigureAwait(false);
            return await ReplyReader.ReadAsync(_control, token).ConfigureAwait(false);
        }, NameOf(command), cancel).ConfigureAwait(false);
    }

    /// <summary>Sends a command whose reply is of one of these classes.</summary>
    /// <exception cref="FtpException">It is not.</exception>
    internal async Task<FtpReply> AskAsync(string command, int[] classes, CancellationToken cancel)
    {
        FtpReply reply = await AskAsync(command, cancel).ConfigureAwait(false);
        return classes.Contains(reply.Class) ? reply : throw FtpException.For(NameOf(command), reply);
    }

    /// <summary>Sends a command that is done when it is answered.</summary>
    internal Task<FtpReply> DoAsync(string command, CancellationToken cancel) => AskAsync(command, [2], cancel);

    /// <summary>The reply that follows the one that said 1: at last, or at first to the connection itself.</summary>
    internal async Task<FtpReply> ReadAsync(string command, CancellationToken cancel)
    {
        FtpReply reply = await ExchangeAsync(
            async token => await ReplyReader.ReadAsync(_control, token).ConfigureAwait(false), command, cancel)
            .ConfigureAwait(false);
        return reply.Class == 2 ? reply : throw FtpException.For(command, reply);
    }

    /// <summary>
    /// Takes the reply to a transfer that was broken off, so that the next command can follow; null where it is none that
    /// says why.
    /// </summary>
    internal async Task<FtpException?> BreakOffAsync(string command)
    {
        try
        {
            FtpReply reply = await ExchangeAsync(EndAsync, command, CancellationToken.None).ConfigureAwait(false);
            return reply.Class == 2 ? null : FtpException.For(command, reply);
        }
        catch (FtpException reason)
        {
            return reason;
        }
        catch (Exception gone) when (gone is IOException or TimeoutException)
        {
            return null;
        }
    }

    // Pure-FTPd now and then says nothing of a transfer within TLS that was broken off, and waits for the next command. The
    // reply to NOOP, 200, is none that ends a transfer (RFC 959 §5.4), so it shows that no such reply will come.
    private async Task<FtpReply> EndAsync(CancellationToken cancel)
    {
        Task<FtpReply> ending = ReplyReader.ReadAsync(_control, cancel).AsTask();
        Task patience = Task.Delay(EndPatience, cancel);
        bool isSilent = await Task.WhenAny(ending, patience).ConfigureAwait(false) == patience;
        if (isSilent)
            await _control.WriteAsync("NOOP\r\n", cancel).ConfigureAwait(false);
        FtpReply reply = await ending.ConfigureAwait(false);
        if (!isSilent || reply.Code == 200) return reply;
        // It was late, and the other is still to come.
        FtpReply other = await ReplyReader.ReadAsync(_control, cancel).ConfigureAwait(false);
        return other.Code == 200 ? reply : throw new IOException($"{_control.Remote} did not answer NOOP, but said {other}");
    }

    /// <summary>Turns to TLS. What was sent before in clear cannot be the server's reply to anything after.</summary>
    internal async Task EncryptAsync(CancellationToken cancel)
    {
        if (_control.HasPending) throw new FtpProtocolException("The server sent more than its reply before TLS");
        await _control.EncryptAsync(stream => EncryptAsync(stream, cancel)).ConfigureAwait(false);
    }

    /// <summary>The client's side of a handshake; on data connections it resumes the control connection's session.</summary>
    internal Task<SslStream> EncryptAsync(Stream stream, CancellationToken cancel)
    {
        TlsClientOptions tls = _options.Tls;
        var settings = new SslClientAuthenticationOptions
        {
            TargetHost = _sessionName,
            CertificateChainPolicy = TlsTrust.In(tls.TrustedRoots),
            // Servers want every data connection to resume the session of the control connection. In TLS 1.3 a session is
            // resumed once, and SslStream keeps the last one only, which is the last data connection's: vsftpd and ProFTPD
            // then refuse the second file.
            EnabledSslProtocols = SslProtocols.Tls12,
        };
        if (SessionName.IsReplaced(_name)) settings.RemoteCertificateValidationCallback = IsForAddress;
        if (tls.Certificate is { } own)
            settings.ClientCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true);
        tls.Configure?.Invoke(settings);
        return TlsTrust.HandshakeAsync(
            stream, tls.HandshakeTimeout, (ssl, token) => ssl.AuthenticateAsClientAsync(settings, token), cancel);
    }

    public ValueTask DisposeAsync() => _control.DisposeAsync();

    private bool IsForAddress(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None
        && certificate is X509Certificate2 found
        && found.MatchesHostname(_name);

    // After a reply that nobody waited for, every other one would be taken for the next command's.
    private async Task<FtpReply> ExchangeAsync(
        Func<CancellationToken, Task<FtpReply>> exchange, string command, CancellationToken cancel)
    {
        if (_isBroken) throw new IOException("The connection was broken off during an earlier command");
        cancel.ThrowIfCancellationRequested();
        _isBroken = true;
        using var timeout = new TimeoutScope(_options.Timeout, $"{_control.Remote} did not answer {command}", cancel);
        FtpReply reply = await timeout.RunAsync(exchange).ConfigureAwait(false);
        _isBroken = false;
        return reply;
    }

    private static string NameOf(string command) => command.StartsWith("PASS", StringComparison.Ordinal) ? "PASS" : command;
}
