using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RpcStack.Transports.Tls.Internal;

/// <summary>What was found of the peer's certificate, kept because SslStream's exceptions do not tell.</summary>
internal sealed class Verdict(string peer, string? expectedName)
{
    /// <summary>What is wrong with the certificate, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Wraps the user's own check, or else accepts what has no error.</summary>
    public RemoteCertificateValidationCallback Around(RemoteCertificateValidationCallback? own) =>
        (sender, certificate, chain, errors) =>
        {
            bool isAccepted = own?.Invoke(sender, certificate, chain, errors) ?? errors is SslPolicyErrors.None;
            Problem = isAccepted ? null : Describe(certificate, chain, errors);
            return isAccepted;
        };

    /// <summary>Trust in these authorities and no others, or, without any, in the system's.</summary>
    public static X509ChainPolicy? Trusting(X509Certificate2Collection? roots, string usage)
    {
        if (roots is null) return null;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            ApplicationPolicy = { new Oid(usage) },
        };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    private string Describe(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return $"the {peer} has no certificate";
        string whose = $"the {peer}'s certificate, {certificate.Subject},";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            IEnumerable<string> reasons = chain?.ChainStatus.Select(s => s.StatusInformation.Trim()).Distinct() ?? [];
            return $"{whose} is not trusted: {string.Join("; ", reasons)}";
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"{whose} is not for the name '{expectedName}'"
            : $"{whose} was refused";
    }
}
