using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Mail.Pop3;

/// <summary>A POP3 server (RFC 1939, RFC 2449, RFC 2595, RFC 5034) before the mailboxes of a spool.</summary>
public sealed class Pop3Server : IAsyncDisposable
{
    private readonly MailListener _listener;
    private readonly MailSpool _spool;
    private readonly Pop3ServerOptions _options;

    private Pop3Server(IPEndPoint endPoint, MailSpool spool, Pop3ServerOptions options)
    {
        _spool = spool;
        _options = options;
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
    /// <param name="spool">Whose mailboxes.</param>
    /// <param name="options">What is spoken and allowed.</param>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public static Pop3Server Start(IPEndPoint endPoint, MailSpool spool, Pop3ServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        ArgumentNullException.ThrowIfNull(spool);
        options ??= new Pop3ServerOptions();
        options.Validate();
        return new Pop3Server(endPoint, spool, options);
    }

    /// <summary>Stops listening, and closes the connections; what they have marked is not deleted.</summary>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(LineConnection connection, IPAddress client, bool isTooMany, CancellationToken stopping)
    {
        using var session = new Pop3Session(connection, _spool, _options);
        await session.RunAsync(isTooMany, stopping).ConfigureAwait(false);
    }
}
