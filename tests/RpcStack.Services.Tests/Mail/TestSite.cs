using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RpcStack.Services.Mail.Sasl;
using RpcStack.Services.Mail.Smtp;
using RpcStack.Services.Mail.Store;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Mail;

/// <summary>A mail host for a test: <c>test.example</c> with alice and bob, in a folder that goes with it.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _doors = [];
    private readonly bool _ownsFolder;

    public TestSite(MailSpoolOptions? options = null, string? folder = null, string domain = "test.example")
    {
        Site = MakeSite(domain);
        _ownsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("rpcstack-mail").FullName;
        Spool = MailSpool.Open(Folder, Site, options);
    }

    public static X509Certificate2 Certificate { get; } = MakeCertificate();

    /// <summary>What a client of SslStream needs to trust the certificate.</summary>
    public static SslClientAuthenticationOptions TrustingClient => new()
    {
        TargetHost = "localhost",
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { Certificate },
        },
    };

    public string Folder { get; }

    public MailSpool Spool { get; }

    public MailSite Site { get; }

    public static IPEndPoint AnyPort => new(IPAddress.Loopback, 0);

    public SmtpServer Listen(SmtpServerOptions? options = null)
    {
        SmtpServer server = SmtpServer.Start(AnyPort, Spool, options);
        _doors.Add(server);
        return server;
    }

    public IReadOnlyList<string> Mail(string account) =>
        [.. Spool.MailboxOf(account).List().Select(message => Encoding.UTF8.GetString(message.Read()))];

    public async Task<string> OneMail(string account)
    {
        await Eventually.IsTrue(() => Mail(account).Count > 0, $"{account} has no mail");
        return Assert.Single(Mail(account));
    }

    public async Task IsIdle() => await Eventually.IsTrue(() => Spool.Waiting == 0, "mail is waiting");

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable door in _doors) await door.DisposeAsync();
        await Spool.DisposeAsync();
        if (_ownsFolder) Directory.Delete(Folder, recursive: true);
    }

    private static MailSite MakeSite(string domain)
    {
        var accounts = new MailAccounts();
        accounts.Set("alice", "wonderland");
        accounts.Set("bob", "builder");
        return new MailSite($"mail.{domain}", [domain], accounts) { Postmaster = "alice" };
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
    }
}
