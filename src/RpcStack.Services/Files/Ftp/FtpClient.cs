namespace RpcStack.Services.Files.Ftp;

/// <summary>A client of FTP (RFC 959): one control connection, and one data connection for each file.</summary>
/// <remarks>
/// <para>The methods of the class are the protocol's commands and throw what the server answered: <see cref="FtpException"/>.
/// As an <see cref="IFileTransfer"/> the client throws what that contract declares.</para>
/// <para>FTP does one thing at a time. Calls that overlap wait for each other, and so does one that is made while a file or
/// listing is read on the same client.</para>
/// </remarks>
public sealed partial class FtpClient : IFileTransfer, IAsyncDisposable
{
    private const string AnonymousPassword = "anonymous@";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly FtpConversation _conversation;
    private readonly ClientData _data;
    private readonly FtpClientOptions _options;
    private readonly HashSet<string> _features = new(StringComparer.OrdinalIgnoreCase);
    private bool? _isBinary;

    private FtpClient(FtpConversation conversation, FtpClientOptions options)
    {
        _conversation = conversation;
        _options = options;
        _data = new ClientData(conversation, options);
    }

    /// <summary>What the server said first.</summary>
    public string Welcome { get; private set; } = "";

    /// <summary>What the server can do beyond RFC 959, by the names that FEAT gives it; known once logged in.</summary>
    public IReadOnlySet<string> Features => _features;

    /// <summary>Connects, and turns to TLS where that is asked for.</summary>
    /// <param name="host">The server's name or address.</param>
    /// <param name="port">Its port.</param>
    /// <param name="options">How to connect and transfer.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="IOException">The server cannot be reached, or TLS fails.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    /// <exception cref="FtpException">It does not want to.</exception>
    public static async Task<FtpClient> ConnectAsync(
        string host, int port = 21, FtpClientOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        options ??= new FtpClientOptions();
        options.Validate();
        FtpConversation conversation = await FtpConversation.ConnectAsync(host, port, options, cancel).ConfigureAwait(false);
        var client = new FtpClient(conversation, options);
        try
        {
            await client.GreetAsync(cancel).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Logs in (USER, PASS, ACCT).</summary>
    /// <param name="user">Who.</param>
    /// <param name="password">Their password; for anonymous, by default, <c>anonymous@</c>.</param>
    /// <param name="account">The account, of which hardly a server asks.</param>
    /// <param name="cancel">Gives it up.</param>
    public async Task<FtpReply> LoginAsync(
        string user = "anonymous", string password = "", string account = "", CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (user == "anonymous" && password is "" or "-") password += AnonymousPassword;
        using IDisposable turn = await TakeTurnAsync(cancel).ConfigureAwait(false);
        FtpReply reply = await _conversation.AskAsync($"USER {user}", [2, 3], cancel).ConfigureAwait(false);
        if (reply.Class == 3) reply = await _conversation.AskAsync($"PASS {password}", [2, 3], cancel).ConfigureAwait(false);
        if (reply.Class == 3) reply = await _conversation.DoAsync($"ACCT {account}", cancel).ConfigureAwait(false);
        await PrepareAsync(cancel).ConfigureAwait(false);
        return reply;
    }

    /// <summary>Sends any command that transfers nothing, and gives the reply, whatever it is.</summary>
    /// <param name="command">The command with its argument.</param>
    /// <param name="cancel">Gives it up, and the connection with it.</param>
    public async Task<FtpReply> SendAsync(string command, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        using IDisposable turn = await TakeTurnAsync(cancel).ConfigureAwait(false);
        return await _conversation.AskAsync(command, cancel).ConfigureAwait(false);
    }

    /// <summary>Says goodbye (QUIT).</summary>
    /// <param name="cancel">Gives it up.</param>
    public Task<FtpReply> QuitAsync(CancellationToken cancel = default) => DoAsync("QUIT", cancel);

    /// <summary>Closes the connection, without saying goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        await _conversation.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task GreetAsync(CancellationToken cancel)
    {
        if (_options.TlsMode == FtpTlsMode.Implicit) await EncryptAsync(cancel).ConfigureAwait(false);
        Welcome = (await _conversation.ReadAsync("connecting", cancel).ConfigureAwait(false)).ToString();
        if (_options.TlsMode != FtpTlsMode.Explicit) return;
        await _conversation.DoAsync("AUTH TLS", cancel).ConfigureAwait(false);
        await EncryptAsync(cancel).ConfigureAwait(false);
    }

    private async Task EncryptAsync(CancellationToken cancel)
    {
        try
        {
            await _conversation.EncryptAsync(cancel).ConfigureAwait(false);
        }
        catch (System.Security.Authentication.AuthenticationException failure)
        {
            throw new IOException($"{_conversation.Remote}: TLS failed: {failure.Message}", failure);
        }
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        if (_options.TlsMode != FtpTlsMode.None)
        {
            await _conversation.DoAsync("PBSZ 0", cancel).ConfigureAwait(false);
            await _conversation.DoAsync("PROT P", cancel).ConfigureAwait(false);
        }

        FtpReply features = await _conversation.AskAsync("FEAT", cancel).ConfigureAwait(false);
        if (features.Code != 211) return;
        foreach (string line in features.Lines.Skip(1).SkipLast(1))
            _features.Add(line.TrimStart().Split(' ')[0]);
        // Some servers want to be asked, others do not know of it and send UTF-8 all the same.
        if (_features.Contains("UTF8")) await _conversation.AskAsync("OPTS UTF8 ON", cancel).ConfigureAwait(false);
    }

    private async Task<FtpReply> DoAsync(string command, CancellationToken cancel)
    {
        using IDisposable turn = await TakeTurnAsync(cancel).ConfigureAwait(false);
        return await _conversation.DoAsync(command, cancel).ConfigureAwait(false);
    }

    private async Task<IDisposable> TakeTurnAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        return new Turn(_turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
