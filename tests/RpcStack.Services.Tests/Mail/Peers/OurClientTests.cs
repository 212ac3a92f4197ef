using System.Text;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Sasl;
using RpcStack.Services.Mail.Smtp;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Mail.Peers;

/// <summary>Our client at other people's servers.</summary>
public sealed class OurClientTests
{
    private static readonly MailEnvelope ToBob = new("x@y.example", ["bob@peer.example"]);

    [PeerFact(MailPeers.Postfix)]
    public async Task Postfix_takes_our_mail() => await TakesOurMail(await MailPeers.StartPostfixAsync(), chunks: true);

    [PeerFact(MailPeers.Postfix)]
    public async Task Postfix_takes_our_mail_without_chunks() =>
        await TakesOurMail(await MailPeers.StartPostfixAsync(), chunks: false);

    [PeerFact(MailPeers.Exim)]
    public async Task Exim_takes_our_mail() => await TakesOurMail(await MailPeers.StartEximAsync(), chunks: true);

    [PeerFact("/usr/bin/python3 aiosmtpd")]
    public async Task Aiosmtpd_takes_our_mail() =>
        await TakesOurMail(await MailPeers.StartAiosmtpdAsync(), chunks: true);

    [PeerFact(MailPeers.Dovecot)]
    public async Task Dovecot_takes_our_mail_by_LMTP() =>
        await TakesOurMail(await MailPeers.StartDovecotAsync(), chunks: true, isLmtp: true);

    [PeerFact("/usr/bin/python3 aiosmtpd")]
    public async Task Aiosmtpd_lets_us_in_and_keeps_others_out()
    {
        await using MailPeer peer = await MailPeers.StartAiosmtpdAsync();
        await using var client = new SmtpClient("127.0.0.1", peer.Port, new() { AllowsPlaintextLogin = true, Timeout = TimeSpan.FromSeconds(20) });
        await client.ConnectAsync();
        await Assert.ThrowsAsync<AuthenticationError>(async () => await client.LoginAsync(new MailCredential("alice", "x")));
        Assert.Equal(235, (await client.LoginAsync(new MailCredential("alice", "wonderland"))).Code);
    }

    private static async Task TakesOurMail(MailPeer server, bool chunks, bool isLmtp = false)
    {
        await using MailPeer peer = server;
        await using var client = new SmtpClient("127.0.0.1", peer.Port, new() { UsesChunking = chunks, IsLmtp = isLmtp, LocalName = "client.example", Timeout = TimeSpan.FromSeconds(20) });
        // Dots, a line that only looks like an end, and characters of eight bits.
        byte[] message = Encoding.UTF8.GetBytes("Subject: hi\n\n.\n..x\r.\nümlaut\n" + new string('x', 900) + "\n");
        MailReceipt receipt = await client.SendAsync(ToBob, message);
        Assert.Equal(250, receipt.Reply.Code);
        MailReceipt second = await client.SendAsync(
            ToBob with { Recipients = ["nobody@peer.example", "bob@peer.example"], Notify = MailNotify.Never }, "Subject: two\n\n"u8.ToArray());
        RefusedRecipient refused = Assert.Single(second.Refused);
        Assert.Equal("nobody@peer.example", refused.Address);
        Assert.InRange(refused.Reply.Code, 550, 559);
        await Assert.ThrowsAsync<RecipientsRefused>(
            async () => await client.SendAsync(ToBob with { Recipients = ["nobody@peer.example"] }, message));
        Assert.Equal(250, (await client.NoopAsync()).Code);
        await Eventually.IsTrue(() => peer.Delivered().Count == 2, "not delivered", seconds: 20);
        string first = peer.Delivered().Single(mail => mail.Contains("Subject: hi", StringComparison.Ordinal)).ReplaceLineEndings("\n");
        Assert.EndsWith("\n\n.\n..x\n.\nümlaut\n" + new string('x', 900), first.TrimEnd('\n'), StringComparison.Ordinal);
    }
}
