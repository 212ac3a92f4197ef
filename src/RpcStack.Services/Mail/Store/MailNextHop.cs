using System.Security.Cryptography.X509Certificates;
using RpcStack.Services.Mail.Sasl;

namespace RpcStack.Services.Mail.Store;

/// <summary>A server that takes the mail of a domain, whatever the DNS says.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
public sealed record MailNextHop(string Host, int Port)
{
    /// <summary>Whether it speaks LMTP: false.</summary>
    public bool IsLmtp { get; init; }

    /// <summary>How TLS is used: where it is offered.</summary>
    public MailEncryption Tls { get; init; } = MailEncryption.Opportunistic;

    /// <summary>Whose servers are trusted; null: those whom the system trusts.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>What to log in with; null: nothing.</summary>
    public MailCredential? Credential { get; init; }
}
