using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RpcStack.Services.Mail;

/// <summary>TLS as mail does it: no ALPN, and, between servers, encryption even where nobody can say to whom.</summary>
internal static class MailTls
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";

    public static Task AcceptAsync(SslStream tls, X509Certificate2 certificate, CancellationToken cancel) =>
        tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
            },
            cancel);

    /// <summary>Shakes hands with a server.</summary>
    /// <param name="tls">The layer.</param>
    /// <param name="host">The name that the certificate must carry.</param>
    /// <param name="roots">Whose servers are trusted; null: those whom the system trusts.</param>
    /// <param name="isChecked">Whether the certificate matters.</param>
    /// <param name="cancel">Gives it up.</param>
    public static Task ConnectAsync(
        SslStream tls, string host, X509Certificate2Collection? roots, bool isChecked, CancellationToken cancel)
    {
        var settings = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            CertificateChainPolicy = roots is null ? null : Trusting(roots),
        };
        // Without a check it is opportunistic (RFC 7435): better than the plain text that would go otherwise.
#pragma warning disable CA5359
        if (!isChecked) settings.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        return tls.AuthenticateAsClientAsync(settings, cancel);
    }

    /// <summary>Whether an exception says that the connection, or its TLS, is over.</summary>
    public static bool IsEnd(Exception error) =>
        error is IOException or SocketException or AuthenticationException or TimeoutException or ObjectDisposedException;

    private static X509ChainPolicy Trusting(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            ApplicationPolicy = { new Oid(ServerUsage) },
        };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    /// <summary>Connects to the first of a host's addresses that answers.</summary>
    public static async ValueTask<NetworkStream> DialAsync(
        string host, int port, TimeSpan timeout, CancellationToken cancel)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bounded.CancelAfter(timeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (IPAddress.TryParse(host, out IPAddress? address))
                await socket.ConnectAsync(new IPEndPoint(address, port), bounded.Token).ConfigureAwait(false);
            else
                await socket.ConnectAsync(host, port, bounded.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception error)
        {
            socket.Dispose();
            if (error is OperationCanceledException && !cancel.IsCancellationRequested)
                throw new TimeoutException($"no connection within {timeout.TotalSeconds:0.###} s", error);
            throw;
        }
    }
}
