using System.Security.Authentication;

namespace RpcStack.Transports.Tls.Internal;

internal static class TlsErrors
{
    /// <summary>Alerts by which a peer says that it does not take this side's certificate (RFC 8446, 6.2).</summary>
    private static readonly string[] CertificateAlerts =
        ["certificate required", "bad certificate", "unknown ca", "certificate unknown", "access denied",
            "certificate expired", "certificate revoked", "unsupported certificate", "handshake failure"];

    /// <summary>The one place where SslStream's errors get a meaning.</summary>
    public static (RpcStatus Status, string Reason) Explain(Exception error)
    {
        if (Causes(error).OfType<RpcException>().FirstOrDefault() is { } lost)
            return (lost.Status, $"the peer ended the TLS connection ({lost.Message.TrimEnd('.')})");
        string[] texts = [.. Causes(error).Select(e => e.Message)];
        string? alert = CertificateAlerts.FirstOrDefault(a => texts.Any(t => t.Contains(a, StringComparison.Ordinal)));
        if (alert is not null)
            return (RpcStatus.Unauthenticated, $"the peer does not accept this side's certificate ({alert})");
        return error is AuthenticationException or IOException
            ? (RpcStatus.Unavailable, $"TLS failed: {texts[^1].TrimEnd('.')}")
            : (RpcStatus.Unavailable, error.Message.TrimEnd('.'));
    }

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException) yield return cause;
    }
}
