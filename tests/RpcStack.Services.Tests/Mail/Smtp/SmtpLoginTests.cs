using System.Net.Security;
using System.Text;
using RpcStack.Services.Mail.Sasl;
using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Services.Tests.Mail.Smtp;

/// <summary>AUTH and STARTTLS at our server, by hand.</summary>
public sealed class SmtpLoginTests : IAsyncDisposable
{
    private readonly TestSite _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private RawClient Connect(SmtpServerOptions options)
    {
        var client = new RawClient(_site.Listen(options).EndPoint);
        client.Reply();
        client.Ask("EHLO client.example");
        return client;
    }

    private RawClient Open() => Connect(new() { AllowsPlaintextLogin = true });

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static void Expect(string code, string reply) => Assert.StartsWith(code, reply, StringComparison.Ordinal);

    [Fact]
    public void LOGIN_prompts_as_everybody_does()
    {
        using RawClient client = Open();
        Assert.Equal("334 VXNlcm5hbWU6", client.Ask("AUTH LOGIN"));
        Assert.Equal("334 UGFzc3dvcmQ6", client.Ask(Base64("alice")));
        Expect("235 2.7.0", client.Ask(Base64("wonderland")));
        Expect("503", client.Ask("AUTH LOGIN"));
    }

    [Theory]
    [InlineData("\0alice\0wonderland", "235")]
    [InlineData("alice\0alice\0wonderland", "235")]
    [InlineData("\0ALICE\0wonderland", "235")]
    [InlineData("bob\0alice\0wonderland", "535 5.7.8")]
    [InlineData("\0alice\0Wonderland", "535 5.7.8")]
    [InlineData("\0nobody\0wonderland", "535 5.7.8")]
    [InlineData("alice\0wonderland", "535 5.7.8")]
    public void PLAIN_takes_the_right_password_only(string response, string reply)
    {
        using RawClient client = Open();
        Expect(reply, client.Ask($"AUTH PLAIN {Base64(response)}"));
    }

    [Fact]
    public void PLAIN_may_come_in_two_steps_be_cancelled_or_be_garbage()
    {
        using RawClient client = Open();
        Expect("334 ", client.Ask("AUTH plain"));
        Expect("501 5.7.0", client.Ask("*"));
        Expect("501 5.5.2", client.Ask("AUTH PLAIN !!"));
        Expect("334 ", client.Ask("AUTH PLAIN"));
        Expect("501 5.5.2", client.Ask("!!"));
        Expect("504 5.5.4", client.Ask("AUTH CRAM-MD5"));
        Expect("501 5.5.4", client.Ask("AUTH"));
        Expect("334 ", client.Ask("AUTH PLAIN"));
        Expect("235", client.Ask(Base64("\0bob\0builder")));
    }

    [Fact]
    public void Guessing_ends_the_session()
    {
        using RawClient client = Open();
        for (int i = 0; i < 3; i++) Expect("535", client.Ask($"AUTH PLAIN {Base64("\0bob\0wrong")}"));
        Assert.Null(client.Line());
    }

    [Fact]
    public void Without_TLS_nobody_logs_in_where_that_is_not_allowed()
    {
        using RawClient client = Connect(new() { Certificate = TestSite.Certificate });
        Expect("538 5.7.11", client.Ask("AUTH PLAIN"));
        using RawClient plain = Connect(new());
        Expect("502", plain.Ask("AUTH PLAIN"));
        Expect("502", plain.Ask("STARTTLS"));
    }

    [Fact]
    public async Task What_a_client_says_before_TLS_counts_for_nothing_after_it()
    {
        using RawClient client = Connect(new() { Certificate = TestSite.Certificate });
        // Whoever sits in between adds commands, to be taken for the client's (CVE-2011-0411).
        client.Send("STARTTLS\r\nEHLO evil.example\r\nMAIL FROM:<evil@evil.example>\r\n");
        Expect("220", client.Reply());
        await using var tls = new SslStream(client.Stream, true);
        await tls.AuthenticateAsClientAsync(TestSite.TrustingClient);
        using var reader = new StreamReader(tls);
        await tls.WriteAsync("MAIL FROM:<a@b.example>\r\n"u8.ToArray());
        Expect("503 5.5.1 Say hello first", (await reader.ReadLineAsync())!);
        await tls.WriteAsync("EHLO client.example\r\n"u8.ToArray());
        List<string> lines = [];
        do lines.Add((await reader.ReadLineAsync())!);
        while (lines[^1][3] == '-');
        Assert.Contains("250 AUTH SCRAM-SHA-256 PLAIN LOGIN", lines);
        Assert.DoesNotContain("250-STARTTLS", lines);
        await tls.WriteAsync("STARTTLS\r\n"u8.ToArray());
        Expect("503", (await reader.ReadLineAsync())!);
    }

    [Fact]
    public void SCRAM_is_the_exchange_of_RFC_7677()
    {
        var client = new ScramClient(new MailCredential("user", "pencil"), "rOprNGfwEbeRWgbNEkqO");
        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", Encoding.UTF8.GetString(client.Initial));
        byte[]? proof = client.Next(Encoding.UTF8.GetBytes(
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
        Assert.Equal(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            Encoding.UTF8.GetString(proof!));
        Assert.False(client.IsSatisfied);
        Assert.Empty(client.Next("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="u8.ToArray())!);
        Assert.True(client.IsSatisfied);
    }

    [Theory]
    [InlineData("wonderland", true)]
    [InlineData("looking glass", false)]
    public void SCRAM_lets_those_in_who_know_the_password(string password, bool isRight)
    {
        var accounts = new MailAccounts();
        accounts.Set("alice", "wonderland");
        var client = new ScramClient(new MailCredential("alice", password));
        var server = new ScramServer(accounts);
        SaslStep step = server.Next(client.Initial);
        step = server.Next(client.Next(step.Challenge!));
        if (isRight) step = server.Next(client.Next(step.Challenge!));
        Assert.Equal(isRight ? "alice" : null, step.User);
        Assert.Null(step.Challenge);
    }

    [Theory]
    [InlineData("p=tls-unique,,n=alice,r=abc")]
    [InlineData("n,a=bob,n=alice,r=abc")]
    [InlineData("n,,n=alice")]
    [InlineData("n,,m=x,n=alice,r=abc")]
    [InlineData("n,,n=alice,r=")]
    [InlineData("")]
    public void SCRAM_refuses_what_it_does_not_do(string first)
    {
        SaslStep step = new ScramServer(new MailAccounts()).Next(Encoding.UTF8.GetBytes(first));
        Assert.Equal(SaslStep.Refused, step);
    }
}
