using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RpcStack.Transports;
using RpcStack.Transports.Tls;

namespace RpcStack.Tests.Transports;

/// <summary>An authority that exists in memory only, and what it has signed.</summary>
internal static class Certificates
{
    public static readonly X509Certificate2 Authority = MakeAuthority("Test authority");
    public static readonly X509Certificate2 Server = Issue(Authority, "server", "1.3.6.1.5.5.7.3.1");
    public static readonly X509Certificate2 Client = Issue(Authority, "Alice", "1.3.6.1.5.5.7.3.2");

    /// <summary>Signed by somebody whom nobody trusts.</summary>
    public static readonly X509Certificate2 Stranger =
        Issue(MakeAuthority("Another authority"), "stranger", "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");

    public static TransportOptions Tls { get; } = new()
    {
        TlsServer = new TlsServerOptions { Certificate = Server },
        TlsClient = new TlsClientOptions { TrustedRoots = [Authority] },
    };

    public static TransportOptions MutualTls { get; } = new()
    {
        TlsServer = Tls.TlsServer! with { RequiresClientCertificate = true, TrustedRoots = [Authority] },
        TlsClient = Tls.TlsClient with { Certificate = Client },
    };

    public static X509Certificate2 Issue(X509Certificate2 authority, string name, params string[] usages)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}, O=Tests", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        OidCollection oids = [.. usages.Select(u => new Oid(u))];
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, critical: false));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        byte[] serial = RandomNumberGenerator.GetBytes(8);
        using X509Certificate2 bare = request.Create(authority, now.AddMinutes(-5), now.AddHours(12), serial);
        return bare.CopyWithPrivateKey(key);
    }

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
    }
}
