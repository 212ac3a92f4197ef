using System.Globalization;
using System.Net.Sockets;
using System.Text;
using RpcStack.Services.Mail.Sasl;

namespace RpcStack.Services.Mail.Pop3;

/// <summary>Fetches mail from one server (RFC 1939).</summary>
/// <remarks>
/// Calls do not overlap. Messages have numbers from 1, for as long as the connection lasts; what was deleted goes with
/// <see cref="QuitAsync"/>, and stays where the connection ends otherwise.
/// </remarks>
public sealed class Pop3Client : IAsyncDisposable
{
    private const int MaxLine = 4096;
    private const int MaxListing = 16 << 20;

    private readonly string _host;
    private readonly int _port;
    private readonly Pop3ClientOptions _options;
    private LineConnection? _connection;

    /// <summary>Makes a client.</summary>
    /// <param name="host">The server's name or address.</param>
    /// <param name="port">Its port: 110, or 995 with TLS from the first octet.</param>
    /// <param name="options">How it is spoken to.</param>
    public Pop3Client(string host, int port, Pop3ClientOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(port);
        _host = host;
        _port = port;
        _options = options ?? new Pop3ClientOptions();
    }

    /// <summary>Connects, and encrypts the connection as the options say.</summary>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>The server's greeting.</returns>
    /// <exception cref="Pop3Exception">The server cannot be reached, does not want us, or has no TLS.</exception>
    public ValueTask<string> ConnectAsync(CancellationToken cancel = default) => GuardAsync(DialAsync, cancel);

    /// <summary>What the server can do (RFC 2449): a line for each.</summary>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<IReadOnlyList<string>> CapabilitiesAsync(CancellationToken cancel = default) =>
        GuardAsync(token => LinesAsync("CAPA", token), cancel);

    /// <summary>Logs in: by SASL where the server has a mechanism of ours, else by USER and PASS.</summary>
    /// <param name="credential">Who.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="Pop3Exception">The server refuses, or a password would go where anybody can read it.</exception>
    public ValueTask<string> LoginAsync(MailCredential credential, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return GuardAsync(token => LogInAsync(credential, token), cancel);
    }

    /// <summary>How many messages there are, and how many octets they have.</summary>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<(int Count, long Size)> StatAsync(CancellationToken cancel = default) => GuardAsync(
        async token =>
        {
            string[] words = (await AskAsync("STAT", token).ConfigureAwait(false)).Split(' ');
            return ((int)Number(words, 0), Number(words, 1));
        },
        cancel);

    /// <summary>The messages' numbers, and their sizes in octets.</summary>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<IReadOnlyList<(int Number, long Size)>> ListAsync(CancellationToken cancel = default) => GuardAsync<IReadOnlyList<(int, long)>>(
        async token =>
        {
            IReadOnlyList<string> lines = await LinesAsync("LIST", token).ConfigureAwait(false);
            return [.. lines.Select(line => line.Split(' ')).Select(words => ((int)Number(words, 0), Number(words, 1)))];
        },
        cancel);

    /// <summary>The messages' numbers, and names that stay the same from one connection to the next.</summary>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<IReadOnlyList<(int Number, string UniqueId)>> UniqueIdsAsync(
        CancellationToken cancel = default) => GuardAsync<IReadOnlyList<(int, string)>>(
        async token =>
        {
            IReadOnlyList<string> lines = await LinesAsync("UIDL", token).ConfigureAwait(false);
            return [.. lines.Select(line => line.Split(' ', 2)).Select(words => ((int)Number(words, 0), words[^1]))];
        },
        cancel);

    /// <summary>A message.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<byte[]> RetrieveAsync(int number, CancellationToken cancel = default) =>
        GuardAsync(token => TextAsync(Command($"RETR {number}"), _options.MaxMessageSize, token), cancel);

    /// <summary>A message's header, and the first lines of its body.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="lines">How many.</param>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<byte[]> TopAsync(int number, int lines, CancellationToken cancel = default) =>
        GuardAsync(token => TextAsync(Command($"TOP {number} {lines}"), _options.MaxMessageSize, token), cancel);

    /// <summary>Marks a message, to be deleted with <see cref="QuitAsync"/>.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<string> DeleteAsync(int number, CancellationToken cancel = default) =>
        GuardAsync(token => AskAsync(Command($"DELE {number}"), token), cancel);

    /// <summary>Takes all marks back.</summary>
    /// <param name="cancel">Gives it up.</param>
    public ValueTask<string> ResetAsync(CancellationToken cancel = default) =>
        GuardAsync(token => AskAsync("RSET", token), cancel);

    /// <summary>Has deleted what was marked, takes leave, and closes the connection.</summary>
    /// <param name="cancel">Gives it up.</param>
    public async ValueTask<string> QuitAsync(CancellationToken cancel = default)
    {
        string answer = await GuardAsync(token => AskAsync("QUIT", token), cancel).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
        return answer;
    }

    /// <summary>Closes the connection; nothing is deleted.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection) await connection.DisposeAsync().ConfigureAwait(false);
        _connection = null;
    }

    private async ValueTask<T> GuardAsync<T>(Func<CancellationToken, ValueTask<T>> act, CancellationToken cancel)
    {
        try
        {
            return await act(cancel).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not Pop3Exception { Answer: not null })
        {
            await DisposeAsync().ConfigureAwait(false);
            if (error is Pop3Exception || MailTls.IsEnd(error))
                throw new Pop3Exception($"{_host}:{_port}: {error.Message}", error);
            throw;
        }
    }

    private async ValueTask<string> DialAsync(CancellationToken cancel)
    {
        await DisposeAsync().ConfigureAwait(false);
        NetworkStream stream = await MailTls.DialAsync(_host, _port, _options.Timeout, cancel).ConfigureAwait(false);
        MailTranscript? transcript = _options.Transcript is { } writer
            ? new MailTranscript(writer, isServer: false)
            : null;
        _connection = new LineConnection(stream, _options.Timeout, transcript);
        if (_options.Tls is MailEncryption.Implicit) await HandshakeAsync(cancel).ConfigureAwait(false);
        string greeting = await AnswerAsync(cancel).ConfigureAwait(false);
        bool wantsTls = _options.Tls is MailEncryption.Required
            || (_options.Tls is MailEncryption.Opportunistic && await HasAsync("STLS", cancel).ConfigureAwait(false));
        if (wantsTls)
        {
            await AskAsync("STLS", cancel).ConfigureAwait(false);
            await HandshakeAsync(cancel).ConfigureAwait(false);
        }

        return greeting;
    }

    private ValueTask HandshakeAsync(CancellationToken cancel) => _connection!.SecureAsync(
        (tls, token) => MailTls.ConnectAsync(tls, _host, _options.TrustedRoots, _options.Tls is not MailEncryption.Opportunistic, token),
        cancel);

    private async ValueTask<bool> HasAsync(string capability, CancellationToken cancel) =>
        (await TryCapabilitiesAsync(cancel).ConfigureAwait(false)).Contains(capability, StringComparer.OrdinalIgnoreCase);

    // Old servers know no CAPA.
    private async ValueTask<IReadOnlyList<string>> TryCapabilitiesAsync(CancellationToken cancel)
    {
        try
        {
            return await LinesAsync("CAPA", cancel).ConfigureAwait(false);
        }
        catch (Pop3Exception refused) when (refused.Answer is not null)
        {
            return [];
        }
    }

    private async ValueTask<string> LogInAsync(MailCredential credential, CancellationToken cancel)
    {
        IReadOnlyList<string> capabilities = await TryCapabilitiesAsync(cancel).ConfigureAwait(false);
        bool isSafe = _connection!.IsSecure || _options.AllowsPlaintextLogin;
        string[] mechanisms = capabilities.FirstOrDefault(c => c.StartsWith("SASL ", StringComparison.OrdinalIgnoreCase))?.Split(' ')[1..] ?? [];
        IEnumerable<string> usable =
            mechanisms.Where(name => isSafe || name.StartsWith("SCRAM-", StringComparison.OrdinalIgnoreCase));
        if (SaslClient.Choose(usable, credential) is { } exchange)
            return await ExchangeAsync(exchange, cancel).ConfigureAwait(false);
        if (!isSafe) throw new Pop3Exception("a password does not go where anybody can read it");
        await AskAsync(Command($"USER {credential.User}"), cancel).ConfigureAwait(false);
        return await AskAsync(Command($"PASS {credential.Password}"), cancel).ConfigureAwait(false);
    }

    private async ValueTask<string> ExchangeAsync(SaslClient exchange, CancellationToken cancel)
    {
        string initial = exchange.Initial is { } octets ? $" {Convert.ToBase64String(octets)}" : "";
        string answer = await AskAsync($"AUTH {exchange.Mechanism}{initial}", cancel).ConfigureAwait(false);
        while (answer.StartsWith("+ ", StringComparison.Ordinal))
        {
            byte[]? response = exchange.Next(ScramText.Base64(answer[2..]) ?? []);
            answer =
                await AskAsync(response is null ? "*" : Convert.ToBase64String(response), cancel).ConfigureAwait(false);
        }

        return exchange.IsSatisfied
            ? answer
            : throw new Pop3Exception("the server did not prove that it knows the password");
    }

    private async ValueTask<IReadOnlyList<string>> LinesAsync(string command, CancellationToken cancel)
    {
        byte[] text = await TextAsync(command, MaxListing, cancel).ConfigureAwait(false);
        return Encoding.UTF8.GetString(text).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private async ValueTask<byte[]> TextAsync(string command, int maxSize, CancellationToken cancel)
    {
        await AskAsync(command, cancel).ConfigureAwait(false);
        using var text = new MessageBuffer(maxSize, new MemoryBudget(long.MaxValue));
        var decoder = new DotDecoder(text);
        while (!decoder.IsEnd)
        {
            ReadOnlyMemory<byte> octets = await _connection!.PeekAsync(cancel).ConfigureAwait(false);
            if (octets.IsEmpty) throw new Pop3Exception("the server closed the connection");
            _connection.Consume(decoder.Read(octets.Span));
            if (text.IsTooLarge) throw new Pop3Exception($"the server sent more than {maxSize} octets");
        }

        return text.Octets.ToArray();
    }

    private async ValueTask<string> AskAsync(string command, CancellationToken cancel)
    {
        LineConnection connection = _connection ?? throw new Pop3Exception("there is no connection");
        connection.WriteLine(command);
        await connection.FlushAsync(cancel).ConfigureAwait(false);
        return await AnswerAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>What follows +OK, or a challenge with its "+ ".</summary>
    private async ValueTask<string> AnswerAsync(CancellationToken cancel)
    {
        Line line = await _connection!.ReadLineAsync(MaxLine, cancel).ConfigureAwait(false);
        if (line.IsEnd) throw new Pop3Exception("the server closed the connection");
        if (line.Text.StartsWith("+OK", StringComparison.Ordinal)) return line.Text[3..].TrimStart();
        if (line.Text is "+" || line.Text.StartsWith("+ ", StringComparison.Ordinal))
            return $"+ {line.Text[1..].TrimStart()}";
        if (!line.Text.StartsWith("-ERR", StringComparison.Ordinal))
            throw new Pop3Exception("the server sent a line that is no answer");
        string answer = line.Text[4..].TrimStart();
        throw new Pop3Exception($"{_host}:{_port}: {answer}") { Answer = answer };
    }

    // Commands are ASCII words, and names and passwords of ours are not to end a line.
    private static string Command(FormattableString command)
    {
        string line = command.ToString(CultureInfo.InvariantCulture);
        return line.Any(char.IsControl)
            ? throw new ArgumentException("A name or password has control characters.")
            : line;
    }

    private static long Number(string[] words, int at) =>
        at < words.Length && long.TryParse(words[at], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new Pop3Exception($"the server sent '{string.Join(' ', words)}' where numbers were due");
}
