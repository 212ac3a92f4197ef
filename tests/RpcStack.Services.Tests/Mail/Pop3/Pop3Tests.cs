using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Pop3;
using RpcStack.Services.Mail.Sasl;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Tests.Mail.Pop3;

/// <summary>The server, by hand and by our client.</summary>
public sealed class Pop3Tests : IAsyncLifetime
{
    private static readonly MailCredential Bob = new("bob", "builder");

    private readonly TestSite _site = new();
    private readonly List<Pop3Server> _servers = [];

    public async Task InitializeAsync()
    {
        var sender = new LocalMailSender(_site.Spool, new MailPolicy());
        foreach (string text in (string[])["Subject: one\n\n.\n..two\nthree\n", "Subject: two\n\n"])
            await sender.SendAsync(new MailEnvelope("x@y.example", ["bob@test.example"]), Encoding.UTF8.GetBytes(text));
        await _site.IsIdle();
    }

    public async Task DisposeAsync()
    {
        foreach (Pop3Server server in _servers) await server.DisposeAsync();
        await _site.DisposeAsync();
    }

    private Pop3Server Listen(Pop3ServerOptions? options = null)
    {
        _servers.Add(Pop3Server.Start(TestSite.AnyPort, _site.Spool, options ?? new() { AllowsPlaintextLogin = true }));
        return _servers[^1];
    }

    private static RawClient Connect(Pop3Server server)
    {
        var client = new RawClient(server.EndPoint);
        Assert.StartsWith("+OK mail.test.example POP3 ", client.Line(), StringComparison.Ordinal);
        return client;
    }

    private static string Ask(RawClient client, string command)
    {
        client.Send(command + "\r\n");
        return client.Line() ?? "(closed)";
    }

    private static List<string> Lines(RawClient client)
    {
        List<string> lines = [];
        for (string line; (line = client.Line()!) != ".";) lines.Add(line);
        return lines;
    }

    [Fact]
    public void The_dialogue_of_the_text_book_fetches_and_deletes()
    {
        Pop3Server server = Listen();
        using (RawClient client = Connect(server))
        {
            Assert.StartsWith("+OK", Ask(client, "USER bob"), StringComparison.Ordinal);
            Assert.Equal("+OK 2 messages", Ask(client, "PASS builder"));
            Assert.Matches(@"^\+OK 2 \d+$", Ask(client, "STAT"));
            Assert.Equal("+OK", Ask(client, "LIST"));
            Assert.Equal(2, Lines(client).Count);
            Assert.Matches(@"^\+OK 1 \d+$", Ask(client, "LIST 1"));
            Assert.Matches(@"^\+OK \d+ octets$", Ask(client, "RETR 1"));
            Assert.Equal(["Subject: one", "", "..", "...two", "three"], Lines(client)[^5..]);
            Assert.StartsWith("+OK", Ask(client, "DELE 1"), StringComparison.Ordinal);
            Assert.StartsWith("-ERR", Ask(client, "RETR 1"), StringComparison.Ordinal);
            Assert.Matches(@"^\+OK 1 \d+$", Ask(client, "STAT"));
            Assert.Equal("+OK Bye", Ask(client, "QUIT"));
            Assert.Null(client.Line());
        }

        Assert.Contains("Subject: two", Assert.Single(_site.Mail("bob")), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_QUIT_nothing_is_deleted_and_names_stay()
    {
        Pop3Server server = Listen();
        List<string> names;
        using (RawClient client = Connect(server))
        {
            Ask(client, "USER bob");
            Ask(client, "PASS builder");
            Ask(client, "UIDL");
            names = Lines(client);
            Ask(client, "DELE 1");
            Ask(client, "DELE 2");
            Assert.Equal("+OK 2 messages", Ask(client, "RSET"));
            Ask(client, "DELE 2");
        }

        // The lock is released when the server has seen the end.
        using RawClient again = Connect(server);
        Ask(again, "USER bob");
        for (string answer = ""; answer != "+OK 2 messages"; answer = Ask(again, "PASS builder"))
        {
            if (answer.Contains("IN-USE", StringComparison.Ordinal)) Ask(again, "USER bob");
        }

        Ask(again, "UIDL");
        Assert.Equal(names, Lines(again));
    }

    [Fact]
    public void TOP_gives_the_header_and_some_lines()
    {
        using RawClient client = Connect(Listen());
        Ask(client, "USER bob");
        Ask(client, "PASS builder");
        Ask(client, "TOP 1 1");
        Assert.Equal(["Subject: one", "", ".."], Lines(client)[^3..]);
        Ask(client, "TOP 1 0");
        Assert.Equal(["Subject: one", ""], Lines(client)[^2..]);
        Ask(client, "TOP 1 1000");
        Assert.Equal("three", Lines(client)[^1]);
    }

    [Theory]
    [InlineData("STAT")]
    [InlineData("RETR 1")]
    [InlineData("PASS builder")]
    [InlineData("USER")]
    [InlineData("APOP bob 00")]
    [InlineData("STLS")]
    [InlineData("AUTH CRAM-MD5")]
    [InlineData("AUTH PLAIN !")]
    [InlineData("XYZZY")]
    [InlineData("")]
    [InlineData("NO\rOP")]
    public void What_may_not_come_now_is_an_error(string command)
    {
        using RawClient client = Connect(Listen());
        Assert.StartsWith("-ERR", Ask(client, command), StringComparison.Ordinal);
        Assert.Equal("+OK Bye", Ask(client, "QUIT"));
    }

    [Theory]
    [InlineData("RETR 0")]
    [InlineData("RETR 3")]
    [InlineData("RETR -1")]
    [InlineData("RETR 99999999999999999999")]
    [InlineData("RETR ../../alice")]
    [InlineData("RETR")]
    [InlineData("TOP 1")]
    [InlineData("TOP 1 -1")]
    [InlineData("LIST 3")]
    [InlineData("DELE x")]
    [InlineData("USER alice")]
    public void What_is_not_in_the_mailbox_is_an_error(string command)
    {
        using RawClient client = Connect(Listen());
        Ask(client, "USER bob");
        Ask(client, "PASS builder");
        Assert.StartsWith("-ERR", Ask(client, command), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mailbox_has_one_reader()
    {
        Pop3Server server = Listen();
        using RawClient first = Connect(server);
        Ask(first, "USER bob");
        Ask(first, "PASS builder");
        using RawClient second = Connect(server);
        Ask(second, "USER bob");
        Assert.StartsWith("-ERR [IN-USE]", Ask(second, "PASS builder"), StringComparison.Ordinal);
    }

    [Fact]
    public void Guessing_ends_the_session()
    {
        using RawClient client = Connect(Listen());
        for (int i = 0; i < 3; i++)
        {
            Ask(client, i == 1 ? "USER nobody" : "USER bob");
            Assert.StartsWith("-ERR [AUTH]", Ask(client, "PASS wrong"), StringComparison.Ordinal);
        }

        Assert.Null(client.Line());
    }

    [Fact]
    public void APOP_is_there_where_somebody_asked_for_it()
    {
        using var client = new RawClient(Listen(new() { ApopSecrets = new Dictionary<string, string> { ["bob"] = "builder" } }).EndPoint);
        string greeting = client.Line()!;
        string timestamp = greeting[greeting.IndexOf('<', StringComparison.Ordinal)..];
#pragma warning disable CA5351
        string digest = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(timestamp + "builder")));
#pragma warning restore CA5351
        Assert.StartsWith("-ERR [AUTH]", Ask(client, $"APOP alice {digest}"), StringComparison.Ordinal);
        Assert.Equal("+OK 2 messages", Ask(client, $"APOP bob {digest}"));
    }

    [Fact]
    public async Task What_a_client_says_before_TLS_counts_for_nothing_after_it()
    {
        using RawClient client = Connect(Listen(new() { Certificate = TestSite.Certificate }));
        Assert.StartsWith("-ERR Encryption", Ask(client, "USER bob"), StringComparison.Ordinal);
        client.Send("STLS\r\nCAPA\r\nQUIT\r\n");
        Assert.StartsWith("+OK", client.Line(), StringComparison.Ordinal);
        await using var tls = new SslStream(client.Stream, true);
        await tls.AuthenticateAsClientAsync(TestSite.TrustingClient);
        await tls.WriteAsync("NOOP\r\n"u8.ToArray());
        using var reader = new StreamReader(tls);
        Assert.Equal("-ERR Log in first", await reader.ReadLineAsync());
    }

    [Theory]
    [InlineData(MailEncryption.None)]
    [InlineData(MailEncryption.Opportunistic)]
    [InlineData(MailEncryption.Required)]
    [InlineData(MailEncryption.Implicit)]
    public async Task Our_client_fetches(MailEncryption encryption)
    {
        Pop3Server server = Listen(new()
        {
            AllowsPlaintextLogin = true,
            Certificate = TestSite.Certificate,
            IsTlsImplicit = encryption is MailEncryption.Implicit,
        });
        var transcript = new StringWriter();
        await using var client = new Pop3Client("127.0.0.1", server.EndPoint.Port, new()
        {
            Tls = encryption,
            TrustedRoots = [TestSite.Certificate],
            Transcript = transcript,
        });
        await client.ConnectAsync();
        Assert.Contains("UIDL", await client.CapabilitiesAsync());
        await client.LoginAsync(Bob);
        Assert.Equal(2, (await client.StatAsync()).Count);
        Assert.Equal([1, 2], (await client.ListAsync()).Select(message => message.Number));
        Assert.Equal(2, (await client.UniqueIdsAsync()).Select(message => message.UniqueId).Distinct().Count());
        Assert.EndsWith("Subject: one\r\n\r\n.\r\n..two\r\nthree\r\n", Encoding.UTF8.GetString(await client.RetrieveAsync(1)), StringComparison.Ordinal);
        Assert.EndsWith("Subject: one\r\n\r\n.\r\n", Encoding.UTF8.GetString(await client.TopAsync(1, 1)), StringComparison.Ordinal);
        Assert.NotNull((await Assert.ThrowsAsync<Pop3Exception>(async () => await client.RetrieveAsync(3))).Answer);
        await client.DeleteAsync(1);
        await client.ResetAsync();
        await client.DeleteAsync(2);
        await client.QuitAsync();
        Assert.Single(_site.Mail("bob"));
        Assert.Contains("AUTH SCRAM-SHA-256", transcript.ToString(), StringComparison.Ordinal);
        Assert.Equal(encryption is not MailEncryption.None, transcript.ToString().Contains("-- TLS: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Our_client_ignores_what_was_said_before_TLS_and_keeps_its_password()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("+OK hi\r\n");
            await c.TurnAsync("+OK go\r\n+OK injected");
            var tls = new SslStream(c.Stream);
            await tls.AuthenticateAsServerAsync(TestSite.Certificate);
            await new ScriptedServer.Conversation(tls).TurnAsync("+OK 7 70");
        });
        await using var client =
            new Pop3Client("127.0.0.1", server.EndPoint.Port, new() { TrustedRoots = [TestSite.Certificate] });
        await client.ConnectAsync();
        Assert.Equal((7, 70L), await client.StatAsync());

        await using var plain = new Pop3Client("127.0.0.1", Listen(new() { AllowsPlaintextLogin = false }).EndPoint.Port, new() { Tls = MailEncryption.None });
        await plain.ConnectAsync();
        Pop3Exception error = await Assert.ThrowsAsync<Pop3Exception>(async () => await plain.LoginAsync(Bob));
        Assert.Contains("password", error.Message, StringComparison.Ordinal);
    }
}
