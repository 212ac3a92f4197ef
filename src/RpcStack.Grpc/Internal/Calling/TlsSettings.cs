using System.Net.Security;
using RpcStack.Transports.Tls;
using RpcStack.Transports.Tls.Internal;

namespace RpcStack.Grpc.Internal.Calling;

/// <summary>TLS as HttpClient does it, by the options of the other transports.</summary>
internal static class TlsSettings
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1"; // id-kp-serverAuth

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
}
