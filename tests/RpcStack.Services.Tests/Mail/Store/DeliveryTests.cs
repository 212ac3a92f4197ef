using System.Net;
using System.Text;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Messages;
using RpcStack.Services.Mail.Smtp;
using RpcStack.Services.Mail.Store;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Mail.Store;

/// <summary>From the queue of one host to another, or back to the sender.</summary>
public sealed class DeliveryTests : IAsyncDisposable
{
    private static readonly byte[] Message = "Subject: hi\r\n\r\ntext\r\n"u8.ToArray();

    private readonly TestSite _remote = new(domain: "test.org");
    private readonly List<IAsyncDisposable> _others = [];

    public async ValueTask DisposeAsync()
    {
        _others.Reverse();
        foreach (IAsyncDisposable other in _others) await other.DisposeAsync();
        await _remote.DisposeAsync();
    }

    private TestSite Sender(MailSpoolOptions options)
    {
        var site = new TestSite(options with { MinBackoff = TimeSpan.FromMilliseconds(50), MaxBackoff = TimeSpan.FromMilliseconds(200) });
        _others.Add(site);
        return site;
    }

    private static ValueTask<MailReceipt> Send(TestSite from, MailEnvelope envelope) =>
        new LocalMailSender(from.Spool, new() { Relay = MailRelay.Anyone }).SendAsync(envelope, Message);

    private static MailEnvelope From(string sender, params string[] recipients) => new(sender, recipients);

    private MailSpoolOptions By(params string[] records) =>
        new() { Dns = new FakeDns(records), ExchangerPort = _remote.Listen().EndPoint.Port };

    private static MailSpoolOptions To(ScriptedServer server) =>
        new() { Routes = new Dictionary<string, MailNextHop> { ["*"] = new("127.0.0.1", server.EndPoint.Port) } };

    private async Task Bounces(TestSite site, string status, string text)
    {
        MimeEntity report = MimeEntity.Parse(Encoding.UTF8.GetBytes(await site.OneMail("alice")));
        Assert.StartsWith("multipart/report", report["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("<>", report["Return-Path"]);
        Assert.Contains($"Action: failed\r\nStatus: {status}\r\n", report.Parts[1].Text, StringComparison.Ordinal);
        Assert.Contains(text, report.Parts[0].Text, StringComparison.Ordinal);
        Assert.Contains("Subject: hi\r\n", report.Parts[2].Text, StringComparison.Ordinal);
        Assert.Empty(_remote.Mail("bob"));
        await site.IsIdle();
    }

    [Fact]
    public async Task Mail_goes_to_the_exchanger_that_is_preferred_and_there()
    {
        TestSite site = Sender(By(
            "MX test.org 30 late.example.", "MX test.org 10 none.example.", "MX test.org 20 good.example.",
            "MX test.org 10 gone.example.", "A gone.example 127.0.0.9", "A good.example 127.0.0.1", "A late.example 127.0.0.9"));
        await Send(site, From("alice@test.example", "bob@test.org"));
        await site.IsIdle();
        Assert.Contains("Delivered-To: bob@test.org\r\nReceived: from mail.test.example ", await _remote.OneMail("bob"), StringComparison.Ordinal);
        Assert.Empty(site.Mail("alice"));
    }

    [Fact]
    public async Task A_domain_without_exchangers_is_its_own()
    {
        TestSite site = Sender(By("A test.org 127.0.0.1"));
        await Send(site, From("alice@test.example", "bob@test.org"));
        await _remote.OneMail("bob");
    }

    [Theory]
    [InlineData("MX test.org 0 .", "5.1.10", "takes no mail")]
    [InlineData("MX test.org 10 mail.test.example.", "5.4.6", "comes to this host")]
    [InlineData("MX other.org 10 mail.other.org.", "5.1.2", "does not exist")]
    public async Task Mail_that_can_go_nowhere_returns(string record, string status, string text)
    {
        TestSite site = Sender(By(record));
        await Send(site, From("alice@test.example", "bob@test.org"));
        await Bounces(site, status, text);
    }

    [Fact]
    public async Task What_the_next_host_refuses_returns_once_for_each_recipient_that_it_refuses()
    {
        TestSite site = Sender(By("A test.org 127.0.0.1"));
        await Send(site, From("alice@test.example", "carol@test.org", "alice@test.org", "dave@test.org"));
        await site.IsIdle();
        MimeEntity report = MimeEntity.Parse(Encoding.UTF8.GetBytes(await site.OneMail("alice")));
        Assert.Equal(2, report.Parts[1].Text.Split("Final-Recipient: ").Length - 1);
        Assert.Contains("test.org said: 550 5.1.1 There is no such user here", report.Parts[0].Text, StringComparison.Ordinal);
        Assert.Single(_remote.Mail("alice"));
    }

    [Theory]
    [InlineData("", MailNotify.Unspecified)]
    [InlineData("alice@test.example", MailNotify.Never)]
    [InlineData("alice@test.example", MailNotify.Success)]
    public async Task Nobody_hears_of_a_failure_who_does_not_want_to(string sender, MailNotify notify)
    {
        TestSite site = Sender(new());
        await Send(site, From(sender, "bob@test.org") with { Notify = notify });
        await site.IsIdle();
        Assert.Empty(site.Mail("alice"));
    }

    [Fact]
    public async Task Success_is_reported_by_whoever_delivers()
    {
        // The next host knows DSN, so it reports; its report goes nowhere, and nobody hears of that.
        TestSite site = Sender(By("A test.org 127.0.0.1"));
        MailEnvelope envelope = From("alice@test.example", "bob@test.org", "bob@test.example") with { Notify = MailNotify.SuccessAndFailure, Id = "my=id" };
        await Send(site, envelope);
        await site.IsIdle();
        MimeEntity report = MimeEntity.Parse(Encoding.UTF8.GetBytes(await site.OneMail("alice")));
        Assert.Contains("Original-Envelope-Id: my+3Did\r\n", report.Parts[1].Text, StringComparison.Ordinal);
        Assert.Contains("Final-Recipient: rfc822; bob@test.example\r\nAction: delivered\r\n", report.Parts[1].Text, StringComparison.Ordinal);
        Assert.Single(site.Mail("bob"));
        await _remote.OneMail("bob");
    }

    [Fact]
    public async Task A_host_that_says_not_now_is_asked_again_until_it_takes_the_message_once()
    {
        int asked = 0;
        await using var server = new ScriptedServer(async c =>
        {
            bool isReady = ++asked == 4;
            await c.SayAsync(asked == 1 ? "421 later\r\n" : "220 hi\r\n");
            if (asked == 1) return;
            await c.TurnAsync("250 hi");
            await c.TurnAsync(asked == 2 ? "451 4.7.1 greylisted" : "250 ok");
            if (asked == 2) return;
            await c.TurnAsync("250 ok");
            await c.TurnAsync("354 go");
            for (string line = ""; line != "."; line = await c.HearAsync())
            {
            }

            await c.SayAsync(isReady ? "250 2.0.0 mine\r\n" : "452 4.3.1 no room\r\n");
            await c.TurnAsync("250 ok");
        });
        TestSite site = Sender(To(server));
        await Send(site, From("alice@test.example", "bob@test.org"));
        await site.IsIdle();
        Assert.Equal(4, asked);
        Assert.Empty(site.Mail("alice"));
    }

    [Fact]
    public async Task What_has_waited_too_long_returns_with_the_last_answer()
    {
        TestSite site = Sender(new() { Dns = new FakeDns(), MaxAge = TimeSpan.FromMilliseconds(300) });
        await Send(site, From("alice@test.example", "bob@broken.example"));
        await Bounces(site, "5.4.7", "The last answer was: 451 4.4.3");
    }

    [Fact]
    public async Task Pauses_double()
    {
        var time = new ManualTime();
        int asked = 0;
        await using var server = new ScriptedServer(c =>
        {
            asked++;
            return c.SayAsync("421 later\r\n");
        });
        await using var site = new TestSite(To(server) with { Clock = time });
        await Send(site, From("alice@test.example", "bob@test.org"));
        await Eventually.IsTrue(() => asked == 1);
        // Tried after 1, 2, 4 and 8 minutes, and not in between.
        foreach (int minutes in (int[])[1, 1, 2, 4])
        {
            int before = asked;
            await Eventually.IsTrue(() => site.Spool.Waiting == 1);
            for (int half = 0; half < minutes * 2; half++)
            {
                Assert.Equal(before, asked);
                await WaitForTimer(time);
                time.Advance(TimeSpan.FromSeconds(30));
            }

            await Eventually.IsTrue(() => asked == before + 1);
        }
    }

    // The schedule waits again some time after an attempt has ended.
    private static Task WaitForTimer(ManualTime time) =>
        Eventually.IsTrue(() => time.HasTimer, "no attempt is scheduled");

    [Fact]
    public async Task LMTP_routes_and_smart_hosts_take_the_mail_of_their_domains()
    {
        int lmtp = _remote.Listen(new() { IsLmtp = true }).EndPoint.Port;
        int smart =
            _remote.Listen(new() { Certificate = TestSite.Certificate, Policy = MailPolicy.Submission }).EndPoint.Port;
        TestSite site = Sender(new()
        {
            Routes = new Dictionary<string, MailNextHop>
            {
                ["test.org"] = new("127.0.0.1", lmtp) { IsLmtp = true },
                ["*"] = new("localhost", smart)
                {
                    Tls = MailEncryption.Required,
                    TrustedRoots = [TestSite.Certificate],
                    Credential = new("alice", "wonderland"),
                },
            },
        });
        await Send(site, From("alice@test.example", "bob@test.org", "carol@test.org"));
        Assert.Contains(" with LMTP id ", await _remote.OneMail("bob"), StringComparison.Ordinal);
        await site.OneMail("alice");
        // The smart host has nowhere to send it, and says so to its author.
        await Send(site, From("alice@test.org", "bob@test.net"));
        Assert.Contains("no route, and no DNS", await _remote.OneMail("alice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_that_the_next_host_cannot_carry_returns()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 hi\r\n");
            await c.TurnAsync("250 hi");
            await c.TurnAsync("221 bye");
        });
        TestSite site = Sender(To(server));
        await Send(site, From("alice@test.example", "zoë@test.org"));
        await Bounces(site, "5.6.7", "SMTPUTF8");
    }

    [Fact]
    public async Task Mail_for_one_host_goes_over_connections_that_are_used_again()
    {
        var transcript = new StringWriter();
        int port = _remote.Listen(new() { Transcript = TextWriter.Synchronized(transcript) }).EndPoint.Port;
        TestSite site = Sender(new()
        {
            Routes = new Dictionary<string, MailNextHop> { ["*"] = new("127.0.0.1", port) },
            Concurrency = 1,
        });
        for (int i = 0; i < 20; i++) await Send(site, From("alice@test.example", "bob@test.org"));
        await site.IsIdle();
        await Eventually.IsTrue(() => _remote.Mail("bob").Count == 20, "mail is missing");
        string[] lines = $"{transcript}".Split('\n');
        Assert.Equal(20, lines.Count(line => line.StartsWith("C: MAIL", StringComparison.Ordinal)));
        Assert.InRange(lines.Count(line => line.StartsWith("S: 220", StringComparison.Ordinal)), 1, 10);
    }

    [Fact]
    public async Task What_the_sender_called_a_recipient_goes_along_and_stands_in_reports()
    {
        TestSite site = Sender(By("A test.org 127.0.0.1"));
        IPEndPoint door = site.Listen(new() { Policy = new() { Relay = MailRelay.Anyone } }).EndPoint;
        var transcript = new StringWriter();
        await using var client = new SmtpClient(
            "127.0.0.1", door.Port, new() { Transcript = TextWriter.Synchronized(transcript) });
        await client.RelayAsync(
            From("alice@test.example", "nobody@test.org"), ["rfc822;No+2BBody@old.example"], Message, CancellationToken.None);
        Assert.Contains("C: RCPT TO:<nobody@test.org> ORCPT=rfc822;No+2BBody@old.example", $"{transcript}", StringComparison.Ordinal);
        MimeEntity report = MimeEntity.Parse(Encoding.UTF8.GetBytes(await site.OneMail("alice")));
        Assert.Contains(
            "Original-Recipient: rfc822; No+Body@old.example\r\nFinal-Recipient: rfc822; nobody@test.org\r\n",
            report.Parts[1].Text, StringComparison.Ordinal);

        // The next host reports what it was told.
        await client.RelayAsync(
            From("alice@test.example", "bob@test.org") with { Notify = MailNotify.Success }, ["rfc822;rob@test.org"], Message, CancellationToken.None);
        await _remote.OneMail("bob");
    }
}
