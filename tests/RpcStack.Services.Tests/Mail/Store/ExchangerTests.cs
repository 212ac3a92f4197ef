using System.Net;
using System.Text;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Messages;
using RpcStack.Services.Mail.Store;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Mail.Store;

/// <summary>
/// Mail finds its way by the name system alone: a zone on our name server, our resolver, which begins at its root, and the
/// domain's servers on addresses of this machine, all on one port.
/// </summary>
public sealed class ExchangerTests : IAsyncDisposable
{
    private static readonly byte[] Message = "Subject: hi\r\n\r\ntext\r\n"u8.ToArray();

    private readonly TestSite _preferred = new(domain: "test.org");
    private readonly TestSite _second = new(domain: "test.org");
    private readonly DnsServer _names;
    private readonly TestSite _sender;
    private readonly int _port;

    public ExchangerTests()
    {
        _port = _second.Listen().EndPoint.Port;
        _names = DnsServer.Start(new IPEndPoint(IPAddress.Parse("127.0.0.41"), 0), new ZoneStore(ZoneFile.Parse(
            """
            . 60 SOA a.root. host.root. 1 2 3 4 60
            . 60 NS a.root.
            a.root. 60 A 127.0.0.41
            org. 60 NS a.root.
            """, "root.zone"), ZoneFile.Parse(
            """
            $ORIGIN org.
            $TTL 60
            @ SOA a.root. host.root. 1 2 3 4 60
            @ NS a.root.
            test MX 20 second.test
            test MX 10 preferred.test
            preferred.test A 127.0.0.42
            second.test A 127.0.0.1
            silent MX 0 .
            """, "org.zone")));
        var resolver = new DnsResolver(new DnsResolverOptions
        {
            RootServers = [_names.EndPoint.Address],
            Port = _names.EndPoint.Port,
        });
        _sender = new TestSite(new MailSpoolOptions
        {
            Dns = resolver,
            ExchangerPort = _port,
            MinBackoff = TimeSpan.FromMilliseconds(50),
            MaxBackoff = TimeSpan.FromMilliseconds(200),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        await _names.DisposeAsync();
        await _preferred.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task The_preferred_server_gets_it_and_the_next_one_when_that_is_not_there()
    {
        await SendAsync("bob@test.org");
        Assert.Contains("from mail.test.example ", await _second.OneMail("bob"), StringComparison.Ordinal);
        await using (Services.Mail.Smtp.SmtpServer server = Services.Mail.Smtp.SmtpServer.Start(
            new IPEndPoint(IPAddress.Parse("127.0.0.42"), _port), _preferred.Spool))
        {
            await SendAsync("bob@test.org");
            await _preferred.OneMail("bob");
            Assert.Single(_second.Mail("bob"));
        }

        await SendAsync("bob@test.org");
        await Eventually.IsTrue(() => _second.Mail("bob").Count == 2, "The second server does not get it.");
        await _sender.IsIdle();
    }

    [Theory]
    [InlineData("silent.org", "5.1.10")]
    [InlineData("nowhere.org", "5.1.2")]
    public async Task A_domain_without_mail_has_it_returned(string domain, string status)
    {
        await SendAsync($"bob@{domain}");
        MimeEntity report = MimeEntity.Parse(Encoding.UTF8.GetBytes(await _sender.OneMail("alice")));
        Assert.Contains($"Action: failed\r\nStatus: {status}\r\n", report.Parts[1].Text, StringComparison.Ordinal);
    }

    private ValueTask<MailReceipt> SendAsync(string recipient) => new LocalMailSender(
        _sender.Spool, new MailPolicy { Relay = MailRelay.Anyone }).SendAsync(new MailEnvelope("alice@test.example", [recipient]), Message);
}
