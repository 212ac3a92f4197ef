using System.Net.Sockets;
using System.Text;
using RpcStack.Services.Mail.Smtp;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Tests.Mail.Smtp;

/// <summary>The server, by hand.</summary>
public sealed class SmtpServerTests : IAsyncDisposable
{
    private readonly TestSite _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private RawClient Connect(SmtpServerOptions? options = null, bool greet = true)
    {
        var client = new RawClient(_site.Listen(options).EndPoint);
        Assert.StartsWith("220 mail.test.example ", client.Reply(), StringComparison.Ordinal);
        if (greet) Assert.StartsWith("250 ", client.Ask("EHLO client.example"), StringComparison.Ordinal);
        return client;
    }

    private static void Expect(string code, string reply) => Assert.StartsWith(code, reply, StringComparison.Ordinal);

    [Fact]
    public async Task The_dialogue_of_the_text_book_delivers_a_message()
    {
        using RawClient client = Connect(greet: false);
        Expect("250 mail.test.example", client.Ask("HELO crepes.fr"));
        Expect("250 2.1.0", client.Ask("MAIL FROM:<alice@crepes.fr>"));
        Expect("250 2.1.5", client.Ask("RCPT TO:<bob@test.example>"));
        Expect("354 ", client.Ask("DATA"));
        Expect("250 2.0.0", client.Ask("Do you like ketchup?\r\nHow about pickles?\r\n..dot\r\n."));
        Expect("221 2.0.0", client.Ask("QUIT"));
        Assert.Null(client.Line());

        string mail = await _site.OneMail("bob");
        Assert.StartsWith(
            "Return-Path: <alice@crepes.fr>\r\nDelivered-To: bob@test.example\r\n"
            + "Received: from crepes.fr ([127.0.0.1])\r\n\tby mail.test.example with SMTP id ",
            mail,
            StringComparison.Ordinal);
        Assert.EndsWith("Do you like ketchup?\r\nHow about pickles?\r\n.dot\r\n", mail, StringComparison.Ordinal);
    }

    [Fact]
    public void Ehlo_names_the_extensions()
    {
        using RawClient client = Connect(greet: false);
        client.Send("EHLO client.example\r\n");
        string[] lines = [.. Enumerable.Range(0, 8).Select(_ => client.Line()!)];
        Assert.Equal(
            [
                "250-mail.test.example", "250-PIPELINING", "250-SIZE 16777216", "250-8BITMIME", "250-SMTPUTF8",
                "250-CHUNKING", "250-DSN", "250 ENHANCEDSTATUSCODES",
            ],
            lines);
    }

    [Theory]
    [InlineData("MAIL FROM:<a@b.example>", "503 5.5.1")] // no hello
    [InlineData("EHLO", "501 5.5.4")]
    [InlineData("EHLO a b", "501 5.5.4")]
    [InlineData("LHLO client.example", "500 5.5.1")]
    [InlineData("XYZZY", "500 5.5.1")]
    [InlineData("", "500 5.5.1")]
    [InlineData("DATA", "503 5.5.1")]
    [InlineData("STARTTLS", "503 5.5.1")]
    [InlineData("AUTH PLAIN AGEAYg==", "503 5.5.1")]
    [InlineData("RSET", "250 2.0.0")]
    [InlineData("NOOP", "250 2.0.0")]
    [InlineData("VRFY alice", "252 2.1.5")]
    [InlineData("NOOP\u00E9", "500 5.5.2")] // Latin-1
    [InlineData("NO\rOP", "500 5.5.2")]
    [InlineData("NOOP\0", "500 5.5.2")]
    public void Before_a_greeting_little_is_understood(string command, string reply)
    {
        using RawClient client = Connect(greet: false);
        Expect(reply, client.Ask(command));
    }

    [Theory]
    [InlineData("RCPT TO:<bob@test.example>", "503 5.5.1")]
    [InlineData("MAIL FROM:alice@a.example", "501 5.1.7")]
    [InlineData("MAIL FROM:<alice>", "501 5.1.7")]
    [InlineData("MAIL FROM:<alice@a..example>", "501 5.1.7")]
    [InlineData("MAIL TO:<alice@a.example>", "501 5.1.7")]
    [InlineData("MAIL FROM:<alice@a.example>x", "501 5.1.7")]
    [InlineData("MAIL FROM:<>", "250 2.1.0")]
    [InlineData("mail from: <alice@a.example>", "250 2.1.0")]
    [InlineData("MAIL FROM:<\"a b>c\"@a.example>", "250 2.1.0")]
    [InlineData("MAIL FROM:<@relay.example:alice@a.example>", "250 2.1.0")]
    [InlineData("MAIL FROM:<alice@[127.0.0.1]> SIZE=1000 BODY=8BITMIME RET=HDRS ENVID=a+2Bb", "250 2.1.0")]
    [InlineData("MAIL FROM:<alice@a.example> SIZE=16777217", "552 5.3.4")]
    [InlineData("MAIL FROM:<alice@a.example> SIZE=-1", "501 5.5.4")]
    [InlineData("MAIL FROM:<alice@a.example> BODY=BINARYMIME", "501 5.5.4")]
    [InlineData("MAIL FROM:<alice@a.example> ENVID=a+0Ab", "501 5.5.4")]
    [InlineData("MAIL FROM:<alice@a.example> XYZZY", "555 5.5.4")]
    public void Mail_is_checked(string command, string reply)
    {
        using RawClient client = Connect();
        Expect(reply, client.Ask(command));
    }

    [Theory]
    [InlineData("RCPT TO:<bob@test.example>", "250 2.1.5")]
    [InlineData("RCPT TO:<BOB@TEST.EXAMPLE> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;bob", "250 2.1.5")]
    [InlineData("RCPT TO:<bob@test.example> ORCPT=bob", "501 5.5.4")]
    [InlineData("RCPT TO:<bob@test.example> ORCPT=rfc822;bob+0D+0AX:y", "501 5.5.4")]
    [InlineData("RCPT TO:<\"bob\"@test.example>", "250 2.1.5")]
    [InlineData("RCPT TO:<Postmaster>", "250 2.1.5")]
    [InlineData("RCPT TO:<carol@test.example>", "550 5.1.1")]
    [InlineData("RCPT TO:<\"../alice\"@test.example>", "550 5.1.1")]
    [InlineData("RCPT TO:<bob@elsewhere.example>", "550 5.7.1")]
    [InlineData("RCPT TO:<bob%elsewhere.example@test.example>", "550 5.1.1")]
    [InlineData("RCPT TO:<bob@test.example> NOTIFY=NEVER,SUCCESS", "501 5.5.4")]
    [InlineData("RCPT TO:<>", "501 5.1.3")]
    [InlineData("MAIL FROM:<x@y.example>", "503 5.5.1")]
    [InlineData("DATA", "503 5.5.1")]
    public void Recipients_are_checked(string command, string reply)
    {
        using RawClient client = Connect();
        Expect("250", client.Ask("MAIL FROM:<alice@a.example>"));
        Expect(reply, client.Ask(command));
    }

    [Fact]
    public async Task Addresses_that_are_not_ASCII_need_SMTPUTF8()
    {
        using RawClient client = Connect();
        string sender = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("MAIL FROM:<zoë@a.example>"));
        Expect("553 5.6.7", client.Ask(sender));
        Expect("250", client.Ask(sender + " SMTPUTF8"));
        Expect("250", client.Ask("RCPT TO:<bob@test.example>"));
        Expect("354", client.Ask("DATA"));
        Expect("250", client.Ask("Subject: x\r\n\r\n."));
        Assert.StartsWith("Return-Path: <zoë@a.example>\r\n", await _site.OneMail("bob"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_that_come_together_are_answered_in_order()
    {
        using RawClient client = Connect();
        client.Send(
            "MAIL FROM:<a@b.example>\r\nRCPT TO:<nobody@test.example>\r\nRCPT TO:<bob@test.example>\r\nDATA\r\n"
            + "Subject: one\r\n\r\nx\r\n.\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<alice@test.example>\r\nDATA\r\n"
            + "Subject: two\r\n\r\ny\r\n.\r\nQUIT\r\n");
        string[] codes = [.. Enumerable.Range(0, 10).Select(_ => client.Reply()[..3])];
        Assert.Equal(["250", "550", "250", "354", "250", "250", "250", "354", "250", "221"], codes);
        Assert.Contains("Subject: one", await _site.OneMail("bob"), StringComparison.Ordinal);
        Assert.Contains("Subject: two", await _site.OneMail("alice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chunks_make_a_message_and_their_octets_are_never_commands()
    {
        using RawClient client = Connect();
        Expect("250", client.Ask("MAIL FROM:<a@b.example>"));
        client.Send("BDAT 6\r\nQUIT\r\n");
        Expect("503 5.5.1", client.Reply());
        Expect("250", client.Ask("RCPT TO:<bob@test.example>"));
        client.Send("BDAT 14\r\nSubject: x\r\n\r\nBDAT 6\r\n.\r\nQ\r\n");
        Expect("250", client.Reply());
        Expect("250", client.Reply());
        Expect("503", client.Ask("DATA"));
        Expect("503", client.Ask("RCPT TO:<alice@test.example>"));
        client.Send("BDAT 3 LAST\r\nend");
        Expect("250 2.0.0 Ok: queued", client.Reply());
        Assert.EndsWith("Subject: x\r\n\r\n.\r\nQ\r\nend\r\n", await _site.OneMail("bob"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chunk_without_a_size_ends_the_session()
    {
        using RawClient client = Connect();
        client.Send("BDAT -5\r\nMAIL FROM:<a@b.example>\r\n");
        Expect("501", client.Reply());
        Assert.Null(client.Line());
    }

    [Fact]
    public void What_is_too_large_is_read_to_its_end_and_refused()
    {
        using RawClient client = Connect(new() { Policy = new() { MaxMessageSize = 1000 } });
        Expect("250", client.Ask("MAIL FROM:<a@b.example>"));
        Expect("250", client.Ask("RCPT TO:<bob@test.example>"));
        Expect("354", client.Ask("DATA"));
        for (int i = 0; i < 200; i++) client.Send("0123456789\r\n");
        Expect("552 5.3.4", client.Ask("."));
        Expect("250", client.Ask("MAIL FROM:<a@b.example>"));
        Expect("250", client.Ask("RCPT TO:<bob@test.example>"));
        client.Send("BDAT 2000 LAST\r\n" + new string('x', 2000));
        Expect("552 5.3.4", client.Reply());
        Expect("250", client.Ask("NOOP"));
    }

    [Fact]
    public void All_messages_together_have_a_bound_too()
    {
        using RawClient client = Connect(new() { MaxBufferedBytes = 10_000 });
        Expect("250", client.Ask("MAIL FROM:<a@b.example>"));
        Expect("250", client.Ask("RCPT TO:<bob@test.example>"));
        Expect("354", client.Ask("DATA"));
        for (int i = 0; i < 200; i++) client.Send(new string('x', 98) + "\r\n");
        Expect("452 4.3.1", client.Ask("."));
    }

    [Fact]
    public void Lines_hops_recipients_and_errors_have_bounds()
    {
        using RawClient client = Connect(new() { MaxErrors = 4, Policy = new() { MaxRecipients = 1, MaxHops = 2 } });
        Expect("250", client.Ask("MAIL FROM:<a@b.example>"));
        Expect("250", client.Ask("RCPT TO:<bob@test.example>"));
        Expect("452 4.5.3", client.Ask("RCPT TO:<alice@test.example>"));
        Expect("354", client.Ask("DATA"));
        Expect("554 5.6.0", client.Ask(new string('x', 999) + "\r\n."));
        Expect("250", client.Ask("MAIL FROM:<a@b.example>"));
        Expect("250", client.Ask("RCPT TO:<bob@test.example>"));
        Expect("354", client.Ask("DATA"));
        Expect("554 5.4.6", client.Ask("Received: a\r\nreceived: b\r\nReceived: c\r\n\r\n."));
        Expect("500 5.5.2", client.Ask(new string('x', 100_000)));
        Expect("500 5.5.1", client.Ask("XYZZY"));
        Expect("421 4.7.0", client.Reply());
        Assert.Null(client.Line());
    }

    [Fact]
    public void One_connection_too_many_is_told_so()
    {
        SmtpServer server = _site.Listen(new() { MaxConnections = 1 });
        using var first = new RawClient(server.EndPoint);
        Expect("220", first.Reply());
        using var second = new RawClient(server.EndPoint);
        Expect("421 4.3.2", second.Reply());
        Assert.Null(second.Line());
    }

    [Fact]
    public void A_client_that_is_silent_is_told_and_left()
    {
        using RawClient client = Connect(new() { Timeout = TimeSpan.FromMilliseconds(200) });
        Expect("421 4.4.2", client.Reply());
        Assert.Null(client.Line());
    }

    [Fact]
    public async Task A_server_that_stops_says_so()
    {
        SmtpServer server = _site.Listen();
        using var client = new RawClient(server.EndPoint);
        Expect("220", client.Reply());
        await server.DisposeAsync();
        Expect("421 4.3.2", client.Reply());
        Assert.Null(client.Line());
        await Assert.ThrowsAnyAsync<SocketException>(async () =>
        {
            using var late = new TcpClient();
            await late.ConnectAsync(server.EndPoint);
        });
    }

    [Fact]
    public async Task LMTP_answers_for_each_recipient()
    {
        using RawClient client = Connect(new() { IsLmtp = true }, greet: false);
        Expect("500 5.5.1", client.Ask("EHLO client.example"));
        Expect("250", client.Ask("LHLO client.example"));
        Expect("250", client.Ask("MAIL FROM:<a@b.example>"));
        Expect("250", client.Ask("RCPT TO:<bob@test.example>"));
        Expect("550", client.Ask("RCPT TO:<carol@test.example>"));
        Expect("250", client.Ask("RCPT TO:<alice@test.example>"));
        Expect("354", client.Ask("DATA"));
        Expect("250", client.Ask("Subject: x\r\n\r\n."));
        Expect("250", client.Reply());
        Expect("221", client.Ask("QUIT"));
        Assert.Contains(" with LMTP id ", await _site.OneMail("bob"), StringComparison.Ordinal);
        await _site.OneMail("alice");
    }

    [Theory]
    [InlineData(MailRelay.Nobody, "550 5.7.1")]
    [InlineData(MailRelay.Users, "550 5.7.1")]
    [InlineData(MailRelay.Anyone, "250 2.1.5")]
    public void Relaying_is_for_those_whom_the_door_trusts(MailRelay relay, string reply)
    {
        using RawClient client = Connect(new() { Policy = new() { Relay = relay } });
        Expect("250", client.Ask("MAIL FROM:<a@b.example>"));
        Expect(reply, client.Ask("RCPT TO:<c@d.example>"));
    }
}
