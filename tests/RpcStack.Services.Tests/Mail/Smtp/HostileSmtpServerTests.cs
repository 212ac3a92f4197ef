using System.Net.Security;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Sasl;
using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Services.Tests.Mail.Smtp;

/// <summary>The client against servers that misbehave.</summary>
public sealed class HostileSmtpServerTests
{
    private static readonly MailEnvelope ToBob = new("x@y.example", ["bob@test.example"]);

    private static SmtpClient Client(ScriptedServer server, SmtpClientOptions? options = null) =>
        new("127.0.0.1", server.EndPoint.Port, (options ?? new()) with { Timeout = TimeSpan.FromSeconds(5), LocalName = "client.example" });

    [Theory]
    [InlineData("hello\r\n")]
    [InlineData("220\nx\r\n")]
    [InlineData("220-one\r\n221 two\r\n")]
    [InlineData("220-one\r\n2201two\r\n")]
    [InlineData("920 x\r\n")]
    [InlineData("22 x\r\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public async Task What_is_no_reply_ends_the_connection(string greeting)
    {
        await using var server = new ScriptedServer(c => c.SayAsync(greeting));
        await using SmtpClient client = Client(server);
        SmtpException error = await Assert.ThrowsAsync<SmtpException>(async () => await client.ConnectAsync());
        Assert.Contains("the server", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replies_without_an_end_are_bounded()
    {
        await using var server = new ScriptedServer(async c =>
        {
            for (int i = 0; i < 1000; i++) await c.SayAsync("220-again\r\n");
        });
        await using SmtpClient client = Client(server);
        await Assert.ThrowsAsync<SmtpException>(async () => await client.ConnectAsync());
    }

    [Fact]
    public async Task A_server_that_knows_no_EHLO_is_spoken_to_in_its_own_words()
    {
        List<string> heard = [];
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 old\r\n");
            foreach (string reply in (string[])["502 what?", "250 old", "250 ok", "250 ok", "354 go"])
                heard.Add(await c.TurnAsync(reply));
            for (string line = ""; line != "."; line = await c.HearAsync())
            {
            }

            await c.SayAsync("250 taken\r\n");
            await c.TurnAsync("221 bye");
        });
        await using SmtpClient client = Client(server);
        MailReceipt receipt = await client.SendAsync(ToBob, "Subject: x\r\n\r\n"u8.ToArray());
        Assert.Equal(("", "taken"), (receipt.Reply.Status, receipt.Reply.Text));
        Assert.Equal(["EHLO client.example", "HELO client.example", "MAIL FROM:<x@y.example>", "RCPT TO:<bob@test.example>", "DATA"], heard);
    }

    [Fact]
    public async Task HeloError_is_a_server_that_refuses_both_greetings()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 hi\r\n");
            await c.TurnAsync("502 no");
            await c.TurnAsync("550 5.7.1 not you");
        });
        await using SmtpClient client = Client(server);
        HeloError error = await Assert.ThrowsAsync<HeloError>(async () => await client.SendAsync(ToBob, []));
        Assert.Equal(new MailReply(550, "5.7.1", "not you"), error.Reply);
    }

    [Fact]
    public async Task NotSupported_is_SMTPUTF8_or_8BITMIME_missing()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 hi\r\n");
            await c.TurnAsync("250-hi\r\n250 PIPELINING");
            await c.HearAsync();
        });
        await using SmtpClient wide = Client(server);
        Assert.Equal("SMTPUTF8", (await Assert.ThrowsAsync<NotSupported>(
            async () => await wide.SendAsync(ToBob with { Sender = "zoë@y.example" }, []))).Extension);
        await wide.DisposeAsync();
        await using SmtpClient eight = Client(server);
        Assert.Equal("8BITMIME", (await Assert.ThrowsAsync<NotSupported>(
            async () => await eight.SendAsync(ToBob, "Subject: x\n\n\u00e9"u8.ToArray()))).Extension);
    }

    [Fact]
    public async Task A_password_is_not_sent_in_the_clear()
    {
        List<string> heard = [];
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 hi\r\n");
            heard.Add(await c.TurnAsync("250-hi\r\n250 AUTH PLAIN LOGIN"));
            heard.Add(await c.HearAsync());
        });
        await using SmtpClient client = Client(server, new() { Credential = new("alice", "wonderland") });
        NotSupported error = await Assert.ThrowsAsync<NotSupported>(async () => await client.SendAsync(ToBob, []));
        Assert.Equal("STARTTLS", error.Extension);
        await server.DisposeAsync();
        Assert.DoesNotContain(heard, line => line.Contains("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LOGIN_ignores_what_the_prompts_say()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 hi\r\n");
            await c.TurnAsync("250-hi\r\n250 AUTH LOGIN");
            Assert.Equal("AUTH LOGIN", await c.TurnAsync("334 VXNlciBOYW1lAA=="));
            Assert.Equal("YWxpY2U=", await c.TurnAsync("334 !not base64!"));
            Assert.Equal("d29uZGVybGFuZA==", await c.TurnAsync("235 2.7.0 in"));
        });
        await using SmtpClient client = Client(server, new() { AllowsPlaintextLogin = true });
        await client.ConnectAsync();
        Assert.Equal("in", (await client.LoginAsync(new MailCredential("alice", "wonderland"))).Text);
    }

    [Fact]
    public async Task A_server_that_does_not_know_the_password_cannot_say_yes()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 hi\r\n");
            await c.TurnAsync("250-hi\r\n250 AUTH SCRAM-SHA-256");
            await c.TurnAsync("235 2.7.0 welcome");
        });
        await using SmtpClient client = Client(server);
        await client.ConnectAsync();
        SmtpException error = await Assert.ThrowsAsync<SmtpException>(
            async () => await client.LoginAsync(new MailCredential("alice", "wonderland")));
        Assert.Contains("did not prove", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_server_says_before_TLS_counts_for_nothing_after_it()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 hi\r\n");
            await c.TurnAsync("250-hi\r\n250 STARTTLS");
            // Whoever sits in between adds a reply to the EHLO to come.
            await c.TurnAsync("220 go\r\n250-hi\r\n250 AUTH PLAIN");
            var tls = new SslStream(c.Stream);
            await tls.AuthenticateAsServerAsync(TestSite.Certificate);
            var secure = new ScriptedServer.Conversation(tls);
            await secure.TurnAsync("250-hi\r\n250 SMTPUTF8");
        });
        await using SmtpClient client = Client(server);
        await client.ConnectAsync();
        await client.StartTlsAsync();
        SmtpFeatures features = await client.GreetAsync();
        Assert.True(features.Has("SMTPUTF8"));
        Assert.False(features.Has("AUTH"));
    }

    [Fact]
    public async Task A_server_that_goes_away_with_the_message_leaves_doubt()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 hi\r\n");
            foreach (string reply in (string[])["250 hi", "250 ok", "250 ok", "354 go"]) await c.TurnAsync(reply);
            for (string line = ""; line != "."; line = await c.HearAsync())
            {
            }
        });
        await using SmtpClient client = Client(server);
        SmtpException error = await Assert.ThrowsAsync<SmtpException>(async () => await client.SendAsync(ToBob, []));
        Assert.True(error.IsInDoubt);
    }

    [Fact]
    public async Task DataError_may_also_be_the_answer_to_DATA()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 hi\r\n");
            foreach (string reply in (string[])["250 hi", "250 ok", "250 ok", "451 4.3.0 not now", "250 ok"])
                await c.TurnAsync(reply);
        });
        await using SmtpClient client = Client(server);
        DataError error = await Assert.ThrowsAsync<DataError>(async () => await client.SendAsync(ToBob, []));
        Assert.True(error.Reply.IsTransient);
    }
}
