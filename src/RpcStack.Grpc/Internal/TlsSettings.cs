using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using RpcStack.Transports.Tls;
using RpcStack.Transports.Tls.Internal;

namespace RpcStack.Grpc.Internal;

/// <summary>TLS as HttpClient and Kestrel do it, by the options of the other transports.</summary>
internal static class TlsSettings
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1"; // id-kp-serverAuth
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2"; // id-kp-clientAuth

    public static SslClientAuthenticationOptions Of(TlsClientOptions tls)
    {
        var settings = new SslClientAuthenticationOptions
        {
            TargetHost = tls.ServerName,
            CertificateChainPolicy = Verdict.Trusting(tls.TrustedRoots, ServerUsage),
        };
        if (tls.Certificate is { } own)
            settings.ClientCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true);
        tls.Configure?.Invoke(settings);
        return settings;
    }

    public static void Apply(TlsServerOptions tls, HttpsConnectionAdapterOptions https)
    {
        https.ServerCertificateChain = tls.Intermediates;
        https.HandshakeTimeout = tls.HandshakeTimeout;
        https.ClientCertificateMode =
            tls.RequiresClientCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
        https.OnAuthenticate = (_, settings) =>
        {
            settings.CertificateChainPolicy = Verdict.Trusting(tls.TrustedRoots, ClientUsage);
            tls.Configure?.Invoke(settings);
        };
    }
}
