using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RpcStack.Transports.Tls.Internal;

/// <summary>What was found of the peer's certificate, kept because SslStream's exceptions do not tell.</summary>
internal sealed class Verdict(string peer, string? expectedName)
{
    private bool _isAccepted;
    private string? _found;

    /// <summary>What is wrong with the certificate, or null. One that nobody has looked at is not right.</summary>
    public string? Problem => _isAccepted ? null : _found ?? $"the {peer}'s certificate was not checked";

    /// <summary>Whether the check was reached and refused.</summary>
    public bool IsRefusal => _found is not null;

    /// <summary>The check: the user's own, or else that there be no error; a refusal ends the handshake.</summary>
    public RemoteCertificateValidationCallback Ending(RemoteCertificateValidationCallback? own) =>
        (sender, certificate, chain, errors) => Judge(own, sender, certificate, chain, errors);

    /// <summary>The same, but a refusal is only noted, for <see cref="RefusedTlsConnection"/> to enforce.</summary>
    public RemoteCertificateValidationCallback Noting(RemoteCertificateValidationCallback? own)
    {
        // The rule sees that the handshake always goes on; that nothing is received afterwards it cannot see.
#pragma warning disable CA5359
        return (sender, certificate, chain, errors) =>
        {
            Judge(own, sender, certificate, chain, errors);
            return true;
        };
#pragma warning restore CA5359
    }

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

    private bool Judge(
        RemoteCertificateValidationCallback? own,
        object sender,
        X509Certificate? certificate,
        X509Chain? chain,
        SslPolicyErrors errors)
    {
        _isAccepted = own?.Invoke(sender, certificate, chain, errors) ?? errors is SslPolicyErrors.None;
        _found = _isAccepted ? null : Describe(certificate, chain, errors);
        return _isAccepted;
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
