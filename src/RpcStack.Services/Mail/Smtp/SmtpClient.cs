using System.Net.Sockets;
using RpcStack.Services.Mail.Sasl;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>
/// Speaks SMTP or LMTP to one server (RFC 5321, RFC 2033), over one connection for any number of messages.
/// </summary>
/// <remarks>
/// <see cref="SendAsync"/> does all there is to do. The other members are its steps, for those who want to take them one by
/// one. Calls may overlap, and wait for each other. A refusal leaves the connection open; any other failure closes it.
/// </remarks>
public sealed class SmtpClient : IMailSender, IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SmtpClientOptions _options;
    private LineConnection? _connection;

    /// <summary>Makes a client; it connects when it is used.</summary>
    /// <param name="host">The server's name or address.</param>
    /// <param name="port">Its port: 25 between servers, 587 for submission, 465 with TLS from the first octet.</param>
    /// <param name="options">How it is spoken to.</param>
    public SmtpClient(string host, int port, SmtpClientOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(port);
        Host = host;
        Port = port;
        _options = options ?? new SmtpClientOptions();
        _options.Validate();
    }

    /// <summary>The server's name or address.</summary>
    public string Host { get; }

    /// <summary>The server's port.</summary>
    public int Port { get; }

    /// <summary>What the server said about itself; null until it did, and again after STARTTLS.</summary>
    public SmtpFeatures? Features { get; private set; }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsSecure => _connection?.IsSecure ?? false;

    /// <summary>Connects, anew where there was a connection.</summary>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>The server's greeting.</returns>
    /// <exception cref="HeloError">The server does not want to speak to us.</exception>
    /// <exception cref="SmtpException">It cannot be reached.</exception>
    public ValueTask<MailReply> ConnectAsync(CancellationToken cancel = default) => InTurnAsync(DialAsync, cancel);

    /// <summary>
    /// Greets the server: with EHLO, and where it does not know that with HELO; an LMTP server with LHLO.
    /// </summary>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="HeloError">The server refuses.</exception>
    /// <exception cref="SmtpException">The connection is over.</exception>
    public ValueTask<SmtpFeatures> GreetAsync(CancellationToken cancel = default) => InTurnAsync(SayHelloAsync, cancel);

    /// <summary>Encrypts the connection (RFC 3207), and forgets what the server said before.</summary>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="NotSupported">The server does not offer STARTTLS, or refuses it now.</exception>
    /// <exception cref="SmtpException">The handshake fails.</exception>
    public ValueTask<MailReply> StartTlsAsync(CancellationToken cancel = default) => InTurnAsync(SecureAsync, cancel);

    /// <summary>Logs in, by the strongest mechanism that both sides know.</summary>
    /// <param name="credential">Who.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="NotSupported">The server knows no mechanism of ours, or none that is safe here.</exception>
    /// <exception cref="AuthenticationError">It refuses the credentials.</exception>
    public ValueTask<MailReply> LoginAsync(MailCredential credential, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return InTurnAsync(token => LogInAsync(credential, token), cancel);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The envelope has no recipients, or an address is none.</exception>
    /// <exception cref="SmtpException">The server cannot be reached, goes away, or does not speak SMTP.</exception>
    public ValueTask<MailReceipt> SendAsync(MailEnvelope envelope, byte[] message, CancellationToken cancel = default) =>
        RelayAsync(envelope, [], message, cancel);

    /// <summary>Sends on what says of its recipients what their sender called them.</summary>
    internal ValueTask<MailReceipt> RelayAsync(
        MailEnvelope envelope, IReadOnlyList<string> originals, byte[] message, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(message);
        EnvelopeCheck.Check(envelope);
        return InTurnAsync(token => TransferAsync(envelope, originals, MailText.Canonical(message), token), cancel);
    }

    /// <summary>Asks whether an address is known; a server may keep that to itself, with 252.</summary>
    /// <param name="address">The address.</param>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<MailReply> VerifyAsync(string address, CancellationToken cancel = default)
    {
        if (Mailbox.TryParse(address) is null)
            throw new ArgumentException($"'{address}' is no address.", nameof(address));
        return InTurnAsync(token => AskAsync($"VRFY {address}", token), cancel);
    }

    /// <summary>Gives up the transaction that is open, if one is.</summary>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<MailReply> ResetAsync(CancellationToken cancel = default) =>
        InTurnAsync(token => AskAsync("RSET", token), cancel);

    /// <summary>Asks for nothing but a reply.</summary>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<MailReply> NoopAsync(CancellationToken cancel = default) =>
        InTurnAsync(token => AskAsync("NOOP", token), cancel);

    /// <summary>Takes leave, and closes the connection.</summary>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<MailReply> QuitAsync(CancellationToken cancel = default) => InTurnAsync(LeaveAsync, cancel);

    /// <summary>
    /// Closes the connection. Where there still is one, it takes leave first, but does not wait long for the reply.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            if (_connection is not null) await QuitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SmtpException or OperationCanceledException)
        {
            // It is closed in any case.
        }

        _turn.Dispose();
    }

    private async ValueTask<T> InTurnAsync<T>(Func<CancellationToken, ValueTask<T>> act, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await act(cancel).ConfigureAwait(false);
        }
        catch (RpcFault)
        {
            throw;
        }
        catch (Exception error)
        {
            await CloseAsync().ConfigureAwait(false);
            if (error is SmtpException || MailTls.IsEnd(error)) throw Named(error);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private SmtpException Named(Exception error) => new($"{Host}:{Port}: {error.Message}", error)
    {
        IsInDoubt = error is SmtpException { IsInDoubt: true },
    };

    private async ValueTask<MailReply> DialAsync(CancellationToken cancel)
    {
        await CloseAsync().ConfigureAwait(false);
        NetworkStream stream = await MailTls.DialAsync(Host, Port, _options.Timeout, cancel).ConfigureAwait(false);
        MailTranscript? transcript = _options.Transcript is { } writer
            ? new MailTranscript(writer, isServer: false)
            : null;
        _connection = new LineConnection(stream, _options.Timeout, transcript);
        if (_options.Tls is MailEncryption.Implicit) await HandshakeAsync(cancel).ConfigureAwait(false);
        MailReply greeting = await ReplyReader.ReadAsync(_connection, cancel).ConfigureAwait(false);
        if (greeting.Code == 220) return greeting;
        await CloseAsync().ConfigureAwait(false);
        throw new HeloError(greeting);
    }

    private async ValueTask<SmtpFeatures> SayHelloAsync(CancellationToken cancel)
    {
        MailReply reply =
            await AskAsync($"{(_options.IsLmtp ? "LHLO" : "EHLO")} {_options.LocalName}", cancel).ConfigureAwait(false);
        bool isExtended = reply.Code == 250;
        if (reply.Code is >= 500 and < 600 && !_options.IsLmtp)
            reply = await AskAsync($"HELO {_options.LocalName}", cancel).ConfigureAwait(false);
        if (reply.Code != 250) throw new HeloError(reply);
        return Features = new SmtpFeatures(reply, isExtended);
    }

    private async ValueTask<MailReply> SecureAsync(CancellationToken cancel)
    {
        SmtpFeatures features = Features ?? await SayHelloAsync(cancel).ConfigureAwait(false);
        if (!features.Has("STARTTLS")) throw new NotSupported("STARTTLS", "The connection cannot be encrypted");
        MailReply reply = await AskAsync("STARTTLS", cancel).ConfigureAwait(false);
        if (reply.Code != 220) throw new NotSupported("STARTTLS", $"The server refuses it: {reply}");
        await HandshakeAsync(cancel).ConfigureAwait(false);
        Features = null;
        return reply;
    }

    private ValueTask HandshakeAsync(CancellationToken cancel) => _connection!.SecureAsync(
        (tls, token) => MailTls.ConnectAsync(
            tls, _options.ServerName ?? Host, _options.TrustedRoots, _options.Tls is not MailEncryption.Opportunistic, token),
        cancel);

    private async ValueTask<MailReply> LogInAsync(MailCredential credential, CancellationToken cancel)
    {
        SmtpFeatures features = Features ?? await SayHelloAsync(cancel).ConfigureAwait(false);
        return await SmtpLogin.RunAsync(
            _connection!, features, credential, _options.AllowsPlaintextLogin, cancel).ConfigureAwait(false);
    }

    /// <summary>Connects, encrypts and logs in, as far as that was not done yet.</summary>
    private async ValueTask<SmtpFeatures> ReadyAsync(CancellationToken cancel)
    {
        if (_connection is not null) return Features ?? await SayHelloAsync(cancel).ConfigureAwait(false);
        await DialAsync(cancel).ConfigureAwait(false);
        try
        {
            SmtpFeatures features = await SayHelloAsync(cancel).ConfigureAwait(false);
            bool wantsTls = _options.Tls is MailEncryption.Required
                || (_options.Tls is MailEncryption.Opportunistic && features.Has("STARTTLS"));
            if (wantsTls)
            {
                await SecureAsync(cancel).ConfigureAwait(false);
                features = await SayHelloAsync(cancel).ConfigureAwait(false);
            }

            if (_options.Credential is { } credential) await LogInAsync(credential, cancel).ConfigureAwait(false);
            return features;
        }
        catch (RpcFault)
        {
            // Half made ready it is of no use, and next time would pass for ready.
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<MailReceipt> TransferAsync(
        MailEnvelope envelope, IReadOnlyList<string> originals, byte[] canonical, CancellationToken cancel)
    {
        SmtpFeatures features = await ReadyAsync(cancel).ConfigureAwait(false);
        try
        {
            return await new SmtpTransaction(_connection!, features, envelope, originals, canonical, _options)
                .RunAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception refusal) when (refusal is SenderRefused or RecipientsRefused or DataError)
        {
            await RecoverAsync(refusal, cancel).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>After a refusal the transaction may still be open, and with 421 the connection is over.</summary>
    private async ValueTask RecoverAsync(Exception refusal, CancellationToken cancel)
    {
        MailReply? reply = (refusal as SenderRefused)?.Reply ?? (refusal as DataError)?.Reply;
        bool isOver =
            reply?.Code == 421 || (refusal as RecipientsRefused)?.Refused.Any(r => r.Reply.Code == 421) == true;
        try
        {
            if (isOver || !(await AskAsync("RSET", cancel).ConfigureAwait(false)).IsPositive)
                await CloseAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is SmtpException || MailTls.IsEnd(error))
        {
            // The refusal is what the caller must hear.
            await CloseAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<MailReply> LeaveAsync(CancellationToken cancel)
    {
        try
        {
            return await AskAsync("QUIT", cancel).ConfigureAwait(false);
        }
        finally
        {
            await CloseAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<MailReply> AskAsync(string command, CancellationToken cancel)
    {
        LineConnection connection = _connection ?? throw new SmtpException("there is no connection");
        connection.WriteLine(command);
        await connection.FlushAsync(cancel).ConfigureAwait(false);
        return await ReplyReader.ReadAsync(connection, cancel).ConfigureAwait(false);
    }

    private async ValueTask CloseAsync()
    {
        Features = null;
        if (_connection is { } connection) await connection.DisposeAsync().ConfigureAwait(false);
        _connection = null;
    }
}
