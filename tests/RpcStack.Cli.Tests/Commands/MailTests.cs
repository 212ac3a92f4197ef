using System.Diagnostics;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Commands;

/// <summary><c>rpcstack serve mail</c> and <c>rpcstack mail send</c>, with each other.</summary>
public sealed class MailTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rpcstack-mail").FullName;
    private readonly Dictionary<string, string> _doors = [];
    private Process _server = null!;

    public async Task InitializeAsync()
    {
        _server = BuiltProgram.Tool.Start(
            "serve", "mail", "--folder", _folder, "--grpc", "127.0.0.1:0", "--smtp", "127.0.0.1:0", "--submission", "127.0.0.1:0",
            "--pop3", "127.0.0.1:0", "--rpc", "rpc+tcp://127.0.0.1:0", "--plain-login");
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
    }

    private Task<Outcome> Send(params string[] arguments) => BuiltProgram.Tool.RunAsync(
        ["mail", "send", "--server", _doors["smtp"], "--from", "Me <me@example.net>", "--text", "hello", .. arguments]);

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
}
