using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace RpcStack.Services.Files.Ftp;

/// <summary>What both sides of TLS have in common.</summary>
internal static class TlsTrust
{
    /// <summary>Trust in these authorities and no others; null: in the system's.</summary>
    internal static X509ChainPolicy? In(X509Certificate2Collection? roots)
    {
        if (roots is null) return null;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    internal static async Task<SslStream> HandshakeAsync(
        Stream stream, TimeSpan timeout, Func<SslStream, CancellationToken, Task> authenticate, CancellationToken cancel)
    {
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bounded.CancelAfter(timeout);
        try
        {
            await authenticate(tls, bounded.Token).ConfigureAwait(false);
            return tls;
        }
        catch (Exception failure)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            if (failure is OperationCanceledException && !cancel.IsCancellationRequested)
                throw new IOException($"The TLS handshake took longer than {timeout.TotalSeconds:0.###} s", failure);
            throw;
        }
    }
}
