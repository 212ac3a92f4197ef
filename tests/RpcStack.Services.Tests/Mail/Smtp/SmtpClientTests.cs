using System.Text;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Sasl;
using RpcStack.Services.Mail.Smtp;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Tests.Mail.Smtp;

/// <summary>
/// Our client and our server: each step, and every exception of the taxonomy by how the server is set up.
/// </summary>
public sealed class SmtpClientTests : IAsyncDisposable
{
    private static readonly MailEnvelope ToBob = new("x@y.example", ["bob@test.example"]);
    private static readonly byte[] Message = "Subject: Hello\n\n.\nBob\n"u8.ToArray();
    private static readonly MailCredential Alice = new("alice", "wonderland");

    private readonly TestSite _site = new();
    private readonly StringWriter _transcript = new();
    private readonly List<SmtpClient> _clients = [];

    public async ValueTask DisposeAsync()
    {
        foreach (SmtpClient client in _clients) await client.DisposeAsync();
        await _site.DisposeAsync();
    }

    private SmtpClient Client(SmtpServerOptions? server = null, SmtpClientOptions? options = null)
    {
        options ??= new SmtpClientOptions();
        var client = new SmtpClient(
            "127.0.0.1",
            _site.Listen(server).EndPoint.Port,
            options with { LocalName = "client.example", Transcript = _transcript, TrustedRoots = [TestSite.Certificate] });
        _clients.Add(client);
        return client;
    }

    [Fact]
    public async Task The_steps_can_be_taken_one_by_one()
    {
        SmtpClient client =
            Client(new() { Certificate = TestSite.Certificate }, new() { Tls = MailEncryption.Required });
        MailReply greeting = await client.ConnectAsync();
        Assert.Equal((220, "mail.test.example ESMTP RpcStack"), (greeting.Code, greeting.Text));
        SmtpFeatures features = await client.GreetAsync();
        Assert.True(features.IsExtended);
        Assert.True(features.Has("starttls"));
        Assert.False(features.Has("AUTH"));
        Assert.Equal(16 << 20, features.MaxSize);
        Assert.Equal(220, (await client.StartTlsAsync()).Code);
        Assert.Null(client.Features);
        Assert.True(client.IsSecure);
        Assert.Equal(235, (await client.LoginAsync(Alice)).Code);
        Assert.Equal(["SCRAM-SHA-256", "PLAIN", "LOGIN"], client.Features!.Mechanisms);
        Assert.False(client.Features.Has("STARTTLS"));
        Assert.Equal(252, (await client.VerifyAsync("bob@test.example")).Code);
        Assert.Equal(250, (await client.NoopAsync()).Code);
        MailReceipt receipt = await client.SendAsync(ToBob, Message);
        Assert.StartsWith("Ok: queued as ", receipt.Reply.Text, StringComparison.Ordinal);
        Assert.Empty(receipt.Refused);
        Assert.Equal(250, (await client.ResetAsync()).Code);
        Assert.Equal(221, (await client.QuitAsync()).Code);
        Assert.Contains(" with ESMTPSA id ", await _site.OneMail("bob"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_transcript_is_the_one_of_the_text_book()
    {
        await Client(options: new() { UsesChunking = false }).SendAsync(ToBob, Message);
        await _clients[0].QuitAsync();
        Assert.Matches(
            """
            ^S: 220 mail.test.example ESMTP RpcStack
            C: EHLO client.example
            S: 250-mail.test.example
            (S: 250-.*
            )+S: 250 ENHANCEDSTATUSCODES
            C: MAIL FROM:<x@y.example> SIZE=26
            C: RCPT TO:<bob@test.example>
            C: DATA
            S: 250 2.1.0 Sender ok
            S: 250 2.1.5 Recipient ok
            S: 354 End data with <CR><LF>.<CR><LF>
            C: Subject: Hello
            C: 
            C: \.\.
            C: Bob
            C: \.
            S: 250 2.0.0 Ok: queued as [0-9a-f]+
            C: QUIT
            S: 221 2.0.0 Bye
            $
            """.ReplaceLineEndings("\n").TrimEnd('\n'),
            _transcript.ToString().ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Several_messages_go_over_one_connection(bool chunks)
    {
        SmtpClient client = Client(options: new() { UsesChunking = chunks });
        for (int i = 0; i < 20; i++)
            await client.SendAsync(ToBob, Encoding.UTF8.GetBytes($"Subject: {i}\n\n{new string('x', i)}\n"));
        await _site.IsIdle();
        IReadOnlyList<string> mail = _site.Mail("bob");
        Assert.Equal(Enumerable.Range(0, 20), mail.Select(m => int.Parse(m.Split("Subject: ")[1].Split('\r')[0], null)));
        Assert.Single(_transcript.ToString().Split("EHLO").Skip(1));
    }

    [Fact]
    public async Task Calls_may_overlap()
    {
        SmtpClient client = Client();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.SendAsync(ToBob, Message).AsTask()));
        await _site.IsIdle();
        Assert.Equal(20, _site.Mail("bob").Count);
    }

    [Theory]
    [InlineData(MailEncryption.None, true, " with ESMTP id ")]
    [InlineData(MailEncryption.Opportunistic, true, " with ESMTPS id ")]
    [InlineData(MailEncryption.Opportunistic, false, " with ESMTP id ")]
    [InlineData(MailEncryption.Required, true, " with ESMTPS id ")]
    public async Task TLS_is_used_as_was_asked(MailEncryption tls, bool isOffered, string trace)
    {
        await Client(new() { Certificate = isOffered ? TestSite.Certificate : null }, new() { Tls = tls }).SendAsync(ToBob, Message);
        Assert.Contains(trace, await _site.OneMail("bob"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_may_begin_with_the_first_octet()
    {
        SmtpServerOptions door = new() { Certificate = TestSite.Certificate, IsTlsImplicit = true };
        await Client(door, new() { Tls = MailEncryption.Implicit }).SendAsync(ToBob, Message);
        Assert.Contains(" with ESMTPS id ", await _site.OneMail("bob"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_none_where_TLS_is_required()
    {
        int port = _site.Listen(new() { Certificate = TestSite.Certificate }).EndPoint.Port;
        await using var client = new SmtpClient("127.0.0.1", port, new() { Tls = MailEncryption.Required });
        SmtpException error =
            await Assert.ThrowsAsync<SmtpException>(async () => await client.SendAsync(ToBob, Message));
        Assert.Contains("certificate", error.Message, StringComparison.OrdinalIgnoreCase);
        await using var other = new SmtpClient(
            "127.0.0.1", port, new() { Tls = MailEncryption.Required, TrustedRoots = [TestSite.Certificate], ServerName = "mail.other.example" });
        await Assert.ThrowsAsync<SmtpException>(async () => await other.SendAsync(ToBob, Message));
    }

    [Fact]
    public async Task Where_TLS_is_required_and_not_offered_nothing_is_sent()
    {
        NotSupported error = await Assert.ThrowsAsync<NotSupported>(
            async () => await Client(options: new() { Tls = MailEncryption.Required }).SendAsync(ToBob, Message));
        Assert.Equal("STARTTLS", error.Extension);
        Assert.DoesNotContain("MAIL", _transcript.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeloError_is_a_server_that_does_not_greet()
    {
        SmtpServerOptions full = new() { MaxConnections = 1 };
        SmtpClient client = Client(full);
        await client.ConnectAsync();
        await using var second = new SmtpClient("127.0.0.1", client.Port);
        HeloError error = await Assert.ThrowsAsync<HeloError>(async () => await second.SendAsync(ToBob, Message));
        Assert.Equal((421, "4.3.2"), (error.Reply.Code, error.Reply.Status));
    }

    [Fact]
    public async Task AuthenticationError_is_a_wrong_password()
    {
        SmtpClient client = Client(new() { AllowsPlaintextLogin = true });
        await client.ConnectAsync();
        AuthenticationError error = await Assert.ThrowsAsync<AuthenticationError>(
            async () => await client.LoginAsync(Alice with { Password = "looking glass" }));
        Assert.Equal((535, "5.7.8"), (error.Reply.Code, error.Reply.Status));
        Assert.Equal(235, (await client.LoginAsync(Alice)).Code);
    }

    [Fact]
    public async Task NotSupported_is_a_login_where_nobody_logs_in()
    {
        SmtpClient client = Client();
        await client.ConnectAsync();
        NotSupported error = await Assert.ThrowsAsync<NotSupported>(async () => await client.LoginAsync(Alice));
        Assert.Equal("AUTH", error.Extension);
    }

    [Fact]
    public async Task SenderRefused_is_a_door_for_users_only()
    {
        SmtpClient client = Client(new() { Policy = MailPolicy.Submission });
        SenderRefused error =
            await Assert.ThrowsAsync<SenderRefused>(async () => await client.SendAsync(ToBob, Message));
        Assert.Equal(("x@y.example", 530), (error.Sender, error.Reply.Code));
        Assert.Equal(250, (await client.NoopAsync()).Code);
    }

    [Fact]
    public async Task SenderRefused_is_a_message_larger_than_the_server_takes()
    {
        SmtpClient client = Client(new() { Policy = new() { MaxMessageSize = 100 } });
        SenderRefused error =
            await Assert.ThrowsAsync<SenderRefused>(async () => await client.SendAsync(ToBob, new byte[101]));
        Assert.Equal(552, error.Reply.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RecipientsRefused_has_all_of_them(bool chunks)
    {
        SmtpClient client = Client(options: new() { UsesChunking = chunks });
        MailEnvelope envelope = ToBob with { Recipients = ["carol@test.example", "dave@elsewhere.example"] };
        RecipientsRefused error =
            await Assert.ThrowsAsync<RecipientsRefused>(async () => await client.SendAsync(envelope, Message));
        Assert.Equal(
            [("carol@test.example", 550, "5.1.1"), ("dave@elsewhere.example", 550, "5.7.1")],
            error.Refused.Select(r => (r.Address, r.Reply.Code, r.Reply.Status)));
        await client.SendAsync(ToBob, Message);
        Assert.Single(_transcript.ToString().Split("EHLO").Skip(1));
    }

    [Fact]
    public async Task Some_refused_recipients_are_part_of_the_result()
    {
        MailEnvelope envelope = ToBob with { Recipients = ["carol@test.example", "bob@test.example"] };
        MailReceipt receipt = await Client().SendAsync(envelope, Message);
        Assert.Equal("carol@test.example", Assert.Single(receipt.Refused).Address);
        await _site.OneMail("bob");
    }

    [Fact]
    public async Task DataError_is_a_message_that_runs_in_circles()
    {
        SmtpClient client = Client(new() { Policy = new() { MaxHops = 1 } });
        DataError error = await Assert.ThrowsAsync<DataError>(
            async () => await client.SendAsync(ToBob, "Received: a\nReceived: b\n\n"u8.ToArray()));
        Assert.Equal((554, "5.4.6"), (error.Reply.Code, error.Reply.Status));
        Assert.Equal(250, (await client.NoopAsync()).Code);
    }

    [Theory]
    [InlineData("bob@test.example\r\nDATA")]
    [InlineData("\"bob\r\nRSET\"@test.example")]
    [InlineData("\"bob\0\"@test.example")]
    [InlineData("bob@test.example> NOTIFY=NEVER")]
    [InlineData("bob")]
    [InlineData("")]
    public async Task What_is_no_address_is_never_sent(string address)
    {
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Client().SendAsync(ToBob with { Recipients = [address] }, Message));
        if (address.Length > 0)
        {
            await Assert.ThrowsAsync<ArgumentException>(
                async () => await Client().SendAsync(ToBob with { Sender = address }, Message));
        }

        Assert.Empty(_transcript.ToString());
    }

    [Fact]
    public async Task LMTP_sorts_recipients_by_their_own_replies()
    {
        SmtpClient client = Client(new() { IsLmtp = true }, new() { IsLmtp = true });
        MailEnvelope envelope =
            ToBob with { Recipients = ["bob@test.example", "carol@test.example", "alice@test.example"] };
        MailReceipt receipt = await client.SendAsync(envelope, Message);
        Assert.Equal("carol@test.example", Assert.Single(receipt.Refused).Address);
        await _site.OneMail("alice");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        int port = _site.Listen().EndPoint.Port;
        await _site.DisposeAsync();
        await using var client = new SmtpClient("127.0.0.1", port);
        SmtpException error =
            await Assert.ThrowsAsync<SmtpException>(async () => await client.SendAsync(ToBob, Message));
        Assert.StartsWith($"127.0.0.1:{port}: ", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsInDoubt);
    }
}
