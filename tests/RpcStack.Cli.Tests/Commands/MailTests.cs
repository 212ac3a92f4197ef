using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Commands;

/// <summary><c>rpcstack serve mail</c> and <c>rpcstack mail send</c>, with each other.</summary>
public sealed class MailTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rpcstack-mail").FullName;
    private readonly string _certificate = Path.Combine(Path.GetTempPath(), $"rpcstack-{Guid.NewGuid():n}.pem");
    private readonly Dictionary<string, string> _doors = [];
    private Process _server = null!;

    public async Task InitializeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(_certificate, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        _server = BuiltProgram.Tool.Start(
            "serve", "mail", "--folder", _folder, "--grpc", "127.0.0.1:0", "--smtp", "127.0.0.1:0", "--submission", "127.0.0.1:0",
            "--pop3", "127.0.0.1:0", "--rpc", "rpc+tcp://127.0.0.1:0", "--plain-login",
            "--submissions", "127.0.0.1:0", "--pop3s", "127.0.0.1:0", "--lmtp", "127.0.0.1:0", "--certificate", _certificate);
        while (!_doors.ContainsKey("rpc+tcp"))
        {
            string line = await _server.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException(await _server.StandardError.ReadToEndAsync());
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 1) _doors[words[0]] = words[1];
        }
    }

    public async Task DisposeAsync()
    {
        await Peer.RunAsync("kill", ["-TERM", $"{_server.Id}"]);
        Assert.Equal(0, (await BuiltProgram.EndAsync(_server)).ExitCode);
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
        File.Delete(_certificate);
    }

    private Task<Outcome> Send(params string[] arguments) => SendBy("smtp", arguments);

    private Task<Outcome> SendBy(string door, params string[] arguments) => BuiltProgram.Tool.RunAsync(
        ["mail", "send", "--server", _doors[door], "--from", "Me <me@example.net>", "--text", "hello", .. arguments]);

    private async Task<string> Mail(string account)
    {
        string box = Path.Combine(_folder, "mail", account, "new");
        await Eventually.IsTrue(() => Directory.Exists(box) && Directory.EnumerateFiles(box).Any(), "no mail");
        return await File.ReadAllTextAsync(Directory.EnumerateFiles(box).Single());
    }

    [Fact]
    public async Task What_is_sent_is_there_and_the_transcript_shows_how_it_got_there()
    {
        Outcome outcome = (await Send("--to", "alice@example.org", "--subject", "Grüße", "--transcript")).MustSucceed();
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("S: 220 example.org ESMTP RpcStack", lines[0]);
        Assert.Contains("C: RCPT TO:<alice@example.org>", lines);
        Assert.Equal(["C: QUIT", "S: 221 2.0.0 Bye"], lines[^2..]);
        Assert.EndsWith("\r\n\r\nhello\r\n", await Mail("alice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_one_clear_line()
    {
        (await Send("--to", "nobody@example.org")).MustFail(
            1, "error: RecipientsRefused: All recipients were refused: <nobody@example.org> 550 5.1.1 There is no such user here");
        (await Send("--to", "nobody@example.org,bob@example.org")).MustFail(1, "error: <nobody@example.org> 550 5.1.1");
        (await Send("--to", "not an address")).MustFail(2, "error: The addresses ");
    }

    [Fact]
    public async Task The_same_store_takes_calls()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync(
            "call", _doors["rpc+tcp"], "MailSender.Send",
            """{"envelope": {"Sender": "a@b.example", "Recipients": ["bob@example.org"]}, "message": "U3ViamVjdDogeAo="}""");
        Assert.Contains("\"Text\": \"Ok: queued as ", outcome.MustSucceed().Output, StringComparison.Ordinal);
        Assert.EndsWith("Subject: x\r\n", await Mail("bob"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_sent_by_a_call_too_and_refused_with_the_same_words()
    {
        Outcome outcome = (await SendBy("rpc+tcp", "--to", "bob@example.org", "--subject", "called")).MustSucceed();
        Assert.StartsWith("250 2.0.0 Ok: queued as ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Subject: called\r\n", await Mail("bob"), StringComparison.Ordinal);
        (await SendBy("rpc+tcp", "--to", "nobody@example.org")).MustFail(
            1, "error: RecipientsRefused: All recipients were refused: <nobody@example.org> 550 5.1.1 There is no such user here");
    }

    [PeerFact("curl")]
    public async Task Users_come_by_the_doors_with_TLS_and_their_mail_gets_a_date_and_an_id()
    {
        string text = Path.Combine(_folder, "text");
        await File.WriteAllTextAsync(text, "Subject: safe\r\n\r\nhello\r\n");
        await Peer.RunAsync("curl", [
            "-sk", $"smtps://{_doors["submissions"]}", "--user", "alice:wonderland", "--mail-from", "alice@example.org",
            "--mail-rcpt", "bob@example.org", "-T", text]);
        string mail = await Mail("bob");
        Assert.Contains("with ESMTPSA id ", mail, StringComparison.Ordinal);
        Assert.Matches(@"\r\nDate: \w{3}, \d+ \w{3} \d{4} [\d:]{8} [+-]\d{4}\r\nMessage-ID: <[0-9a-f]{32}@example\.org>\r\nSubject: safe\r\n", mail);
        string fetched = await Peer.RunAsync("curl", ["-sk", $"pop3s://{_doors["pop3s"]}/1", "--user", "bob:builder"]);
        Assert.EndsWith("Subject: safe\r\n\r\nhello\r\n", fetched, StringComparison.Ordinal);
    }

    [PeerFact("swaks")]
    public async Task A_server_of_the_same_host_hands_mail_over_by_LMTP()
    {
        string dialogue = await Peer.RunAsync("swaks", [
            "--protocol", "LMTP", "--server", _doors["lmtp"], "--from", "a@b.example", "--to", "alice@example.org"]);
        Assert.Contains("LHLO", dialogue, StringComparison.Ordinal);
        Assert.Contains("with LMTP id ", await Mail("alice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_door_with_TLS_needs_a_certificate()
    {
        using var folder = new TemporaryFile("");
        (await BuiltProgram.Tool.RunAsync(
            "serve", "mail", "--folder", $"{folder.Path}.mail", "--smtp", "127.0.0.1:0", "--submission", "127.0.0.1:0", "--pop3s", "127.0.0.1:0",
            "--pop3", "127.0.0.1:0", "--grpc", "127.0.0.1:0", "--rpc", "rpc+tcp://127.0.0.1:0")).MustFail(2, "--pop3s needs a --certificate.");
        Directory.Delete($"{folder.Path}.mail", recursive: true);
    }
}
