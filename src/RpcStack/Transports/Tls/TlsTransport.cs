using System.Net.Security;
using RpcStack.Transports.Tls.Internal;

namespace RpcStack.Transports.Tls;

/// <summary>TLS inside another transport.</summary>
internal sealed class TlsTransport(string scheme, Transport inner, TransportOptions options) : Transport
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1"; // id-kp-serverAuth
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2"; // id-kp-clientAuth

    public override string Scheme { get; } = scheme;

    public override async ValueTask<TransportConnection> ConnectAsync(RpcEndpoint endpoint, CancellationToken cancel)
    {
        TlsClientOptions tls = options.TlsClient;
        SslClientAuthenticationOptions settings = SettingsOf(tls, endpoint);
        var verdict = new Verdict("server", settings.TargetHost);
        settings.RemoteCertificateValidationCallback = verdict.Ending(settings.RemoteCertificateValidationCallback);
        TransportConnection connection = await inner.ConnectAsync(endpoint, cancel).ConfigureAwait(false);
        return await Handshake.RunAsync(
            connection,
            endpoint.ToString(),
            tls.HandshakeTimeout,
            verdict,
            (stream, bounded) => stream.AuthenticateAsClientAsync(settings, bounded),
            stream => new TlsConnection(connection, stream),
            cancel).ConfigureAwait(false);
    }

    public override async ValueTask<TransportListener> ListenAsync(RpcEndpoint endpoint, CancellationToken cancel)
    {
        if (options.TlsServer is not { } tls)
        {
            throw new RpcException(
                RpcStatus.FailedPrecondition,
                $"{endpoint}: a TLS server needs a certificate (TransportOptions.TlsServer).",
                RpcPhase.Connect);
        }

        // Made once: a context holds the chain that is sent, and the tickets by which clients resume sessions.
        var certificate = SslStreamCertificateContext.Create(tls.Certificate, tls.Intermediates, offline: true);
        TransportListener listener = await inner.ListenAsync(endpoint, cancel).ConfigureAwait(false);
        return new TlsListener(listener, tls, (connection, stop) => AcceptAsync(connection, tls, certificate, stop));
    }

    private static ValueTask<TransportConnection> AcceptAsync(
        TransportConnection connection,
        TlsServerOptions tls,
        SslStreamCertificateContext certificate,
        CancellationToken stop)
    {
        SslServerAuthenticationOptions settings = SettingsOf(tls, certificate);
        var verdict = new Verdict("client", expectedName: null);
        bool asks = settings.ClientCertificateRequired;
        // A handshake that SslStream refuses ends without a word: on Linux, .NET 10 sends no alert, and TLS 1.3
        // has let the client begin by then. So the refusal is noted here, and whoever accepts can say why.
        if (asks)
            settings.RemoteCertificateValidationCallback = verdict.Noting(settings.RemoteCertificateValidationCallback);
        return Handshake.RunAsync(
            connection,
            connection.RemoteName,
            tls.HandshakeTimeout,
            verdict,
            (stream, bounded) => stream.AuthenticateAsServerAsync(settings, bounded),
            stream => asks && verdict.Problem is { } problem
                ? new RefusedTlsConnection(connection, stream, problem)
                : new TlsConnection(connection, stream),
            stop);
    }

    private static SslClientAuthenticationOptions SettingsOf(TlsClientOptions tls, RpcEndpoint endpoint)
    {
        var settings = new SslClientAuthenticationOptions
        {
            TargetHost = tls.ServerName ?? (endpoint.Host.Length > 0 ? endpoint.Host : "localhost"),
            ApplicationProtocols = [Handshake.Protocol],
            CertificateChainPolicy = Verdict.Trusting(tls.TrustedRoots, ServerUsage),
        };
        if (tls.Certificate is { } own)
            settings.ClientCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true);
        tls.Configure?.Invoke(settings);
        return settings;
    }

    private static SslServerAuthenticationOptions SettingsOf(TlsServerOptions tls, SslStreamCertificateContext certificate)
    {
        var settings = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            ClientCertificateRequired = tls.RequiresClientCertificate,
            ApplicationProtocols = [Handshake.Protocol],
            CertificateChainPolicy = Verdict.Trusting(tls.TrustedRoots, ClientUsage),
        };
        tls.Configure?.Invoke(settings);
        return settings;
    }
}
