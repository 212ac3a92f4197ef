using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RpcStack.Transports.Tls;

namespace RpcStack.Services.Tests.Files.Ftp;

/// <summary>A certificate for localhost and its addresses, which trusts itself.</summary>
internal static class TestCertificate
{
    private static readonly X509Certificate2 Own = Make();

    public static TlsServerOptions Serving { get; } = new() { Certificate = Own };

    public static TlsClientOptions Trusting { get; } = new() { TrustedRoots = [Own], ServerName = "localhost" };

    public static SslClientAuthenticationOptions Settings => new()
    {
        TargetHost = "localhost",
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { Own },
        },
    };

    public static string CertificatePem => Own.ExportCertificatePem();

    public static string KeyPem => Own.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }
}
