using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Pop3;
using RpcStack.Services.Mail.Store;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Mail.Peers;

/// <summary>Other people's clients at our servers.</summary>
public sealed class OurServersTests : IAsyncDisposable
{
    private readonly TestSite _site = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("rpcstack-client").FullName;
    private readonly int _submission;
    private readonly int _pop3Port;
    private readonly Pop3Server _pop3;

    public OurServersTests()
    {
        _submission =
            _site.Listen(new() { Policy = MailPolicy.Submission, Certificate = TestSite.Certificate }).EndPoint.Port;
        _pop3 = Pop3Server.Start(TestSite.AnyPort, _site.Spool, new() { Certificate = TestSite.Certificate });
        _pop3Port = _pop3.EndPoint.Port;
        File.WriteAllText(Authority, TestSite.Certificate.ExportCertificatePem());
        File.WriteAllText(MessageFile, "From: alice@test.example\nTo: bob@test.example\nSubject: hi\n\n.\n..x\nend\n");
    }

    private string Authority => Path.Combine(_folder, "authority.pem");

    private string MessageFile => Path.Combine(_folder, "message");

    public async ValueTask DisposeAsync()
    {
        await _pop3.DisposeAsync();
        await _site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Arrived()
    {
        string mail = await _site.OneMail("bob");
        Assert.Contains(" with ESMTPSA id ", mail, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n.\r\n..x\r\nend\r\n", mail, StringComparison.Ordinal);
    }

    private async Task<string> Python(string script) => await Peer.RunAsync("/usr/bin/python3", ["-c", $"""
        import smtplib, poplib, ssl
        tls = ssl.create_default_context(cafile='{Authority}')
        message = open('{MessageFile}').read()
        {script.ReplaceLineEndings("\n")}
        """]);

    [PeerFact("/usr/bin/python3")]
    public async Task Pythons_smtplib_sends()
    {
        string output = await Python($"""
            s = smtplib.SMTP('localhost', {_submission}, 'client.example')
            print(s.ehlo()[0], s.does_esmtp, s.has_extn('pipelining'), s.esmtp_features['size'])
            s.starttls(context=tls)
            try: s.login('alice', 'wrong')
            except smtplib.SMTPAuthenticationError as e: print(e.smtp_code)
            print(s.login('alice', 'wonderland')[0])
            print(s.sendmail('alice@test.example', ['bob@test.example', 'carol@test.example'], message))
            try: s.sendmail('alice@test.example', ['carol@test.example'], message)
            except smtplib.SMTPRecipientsRefused as e: print(list(e.recipients))
            print(s.quit()[0])
            """);
        Assert.Equal(
            ["250 True True 16777216", "535", "235", "{'carol@test.example': (550, b'5.1.1 There is no such user here')}", "['carol@test.example']", "221"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await Arrived();
    }

    [PeerTheory("curl")]
    [InlineData("AUTH=PLAIN")]
    [InlineData("AUTH=LOGIN")]
    public async Task Curl_sends_and_fetches(string login)
    {
        string[] common = ["-sS", "--ssl-reqd", "--cacert", Authority, "--login-options", login];
        File.WriteAllText(MessageFile, File.ReadAllText(MessageFile).ReplaceLineEndings("\r\n"));
        await Peer.RunAsync("curl", [.. common, "-u", "alice:wonderland", "--mail-from", "alice@test.example",
            "--mail-rcpt", "bob@test.example", "-T", MessageFile, $"smtp://localhost:{_submission}/client.example"]);
        await Arrived();
        string mail = await Peer.RunAsync("curl", [.. common, "-u", "bob:builder", $"pop3://localhost:{_pop3Port}/1"]);
        Assert.EndsWith("\r\n\r\n.\r\n..x\r\nend\r\n", mail, StringComparison.Ordinal);
    }

    [PeerFact("swaks")]
    public async Task Swaks_sends()
    {
        string output = await Peer.RunAsync("swaks", ["--server", $"127.0.0.1:{_submission}", "--ehlo", "client.example", "-tls", "--auth", "PLAIN",
            "--auth-user", "alice", "--auth-password", "wonderland", "--from", "alice@test.example", "--to", "bob@test.example",
            "--data", $"@{MessageFile}"]);
        Assert.Contains("221 2.0.0 Bye", output, StringComparison.Ordinal);
        Assert.Contains(" with ESMTPSA id ", await _site.OneMail("bob"), StringComparison.Ordinal);
    }

    [PeerFact("msmtp")]
    public async Task Msmtp_sends()
    {
        await Peer.RunAsync(
            "msmtp",
            ["--host=localhost", $"--port={_submission}", "--domain=client.example", "--tls=on", "--tls-starttls=on", $"--tls-trust-file={Authority}",
                "--auth=scram-sha-256", "--user=alice", "--passwordeval=echo wonderland", "--from=alice@test.example", "bob@test.example"],
            await File.ReadAllTextAsync(MessageFile));
        await Arrived();
    }

    [PeerFact("fetchmail")]
    public async Task Fetchmail_fetches_and_deletes()
    {
        await Deliver();
        string settings = Path.Combine(_folder, "fetchmailrc");
        string box = Path.Combine(_folder, "fetched");
        await File.WriteAllTextAsync(settings, $"""
            set invisible
            set idfile "{_folder}/ids"
            set pidfile "{_folder}/pid"
            poll localhost service {_pop3Port} proto pop3 auth password
              user "bob" password "builder" sslproto tls1.2+ sslcertck sslcertfile "{Authority}"
              mda "cat >> {box}" fetchall
            """ + "\n");
        MailPeer.Permit(settings, 0x180);
        await Peer.RunAsync("fetchmail", ["-f", settings, "--nosyslog", "--nodetach"]);
        Assert.Contains("Subject: hi", await File.ReadAllTextAsync(box), StringComparison.Ordinal);
        Assert.Empty(_site.Mail("bob"));
    }

    [PeerFact("/usr/bin/python3")]
    public async Task Pythons_poplib_fetches_and_deletes()
    {
        await Deliver();
        string output = await Python($"""
            p = poplib.POP3('localhost', {_pop3Port})
            print(sorted(p.capa()))
            p.stls(context=tls)
            p.user('bob'); print(p.pass_('builder').decode())
            print(p.stat()[0], len(p.list()[1]), len(p.uidl()[1]))
            print(p.retr(1)[1][-3:]); print(p.top(1, 1)[1][-1])
            p.dele(1); print(p.quit().decode())
            """);
        Assert.Equal(
            ["['AUTH-RESP-CODE', 'PIPELINING', 'RESP-CODES', 'STLS', 'TOP', 'UIDL']", "+OK 1 messages", "1 1 1", "[b'.', b'..x', b'end']", "b'.'", "+OK Bye"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(_site.Mail("bob"));
    }

    private async Task Deliver()
    {
        await new LocalMailSender(_site.Spool, new()).SendAsync(
            new MailEnvelope("alice@test.example", ["bob@test.example"]), await File.ReadAllBytesAsync(MessageFile));
        await _site.OneMail("bob");
    }
}
