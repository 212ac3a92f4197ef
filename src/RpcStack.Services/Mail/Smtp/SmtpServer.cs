using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>
/// An SMTP or LMTP server (RFC 5321, RFC 6409, RFC 2033) before a spool. What it has said 250 to is on disk.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly MailListener _listener;
    private readonly MailSpool _spool;
    private readonly MailIntake _intake;
    private readonly SmtpServerOptions _options;
    private readonly MemoryBudget _budget;

    private SmtpServer(IPEndPoint endPoint, MailSpool spool, SmtpServerOptions options)
    {
        _spool = spool;
        _options = options;
        _intake = new MailIntake(spool, options.Policy);
        _budget = new MemoryBudget(options.MaxBufferedBytes);
        _listener = new MailListener(
            endPoint,
            new MailLink(
                options.MaxConnections, options.Timeout, options.IsTlsImplicit ? options.Certificate : null, options.Transcript),
            ServeAsync);
    }

    /// <summary>Where the server listens.</summary>
    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <summary>Starts a server.</summary>
    /// <param name="endPoint">Where to listen; port 0 picks one.</param>
    /// <param name="spool">Where the mail goes.</param>
    /// <param name="options">What is spoken and allowed.</param>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public static SmtpServer Start(IPEndPoint endPoint, MailSpool spool, SmtpServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        ArgumentNullException.ThrowIfNull(spool);
        options ??= new SmtpServerOptions();
        options.Validate();
        return new SmtpServer(endPoint, spool, options);
    }

    /// <summary>Stops listening, and tells those who are connected, once their command is done.</summary>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private Task ServeAsync(LineConnection connection, IPAddress client, bool isTooMany, CancellationToken stopping) =>
        new SmtpSession(connection, client, _spool.Site, _intake, _budget, _options).RunAsync(isTooMany, stopping);
}
