using System.Security.Cryptography.X509Certificates;
using RpcStack.Services.Mail.Sasl;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>How a client speaks to its server.</summary>
public sealed record SmtpClientOptions
{
    /// <summary>The name that the client greets with: this machine's.</summary>
    public string LocalName { get; init; } = Environment.MachineName;

    /// <summary>How the client uses TLS: where it is offered.</summary>
    public MailEncryption Tls { get; init; } = MailEncryption.Opportunistic;

    /// <summary>Whose servers are trusted; null: those whom the system trusts.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>The name that the server's certificate must carry; null: the host's.</summary>
    public string? ServerName { get; init; }

    /// <summary>What <see cref="SmtpClient.SendAsync"/> logs in with when it connects; null: it does not.</summary>
    public MailCredential? Credential { get; init; }

    /// <summary>Whether passwords may go where anybody can read them: false.</summary>
    public bool AllowsPlaintextLogin { get; init; }

    /// <summary>
    /// Whether the server speaks LMTP (RFC 2033), in which each recipient has its own reply to the message: false.
    /// </summary>
    public bool IsLmtp { get; init; }

    /// <summary>Whether messages go in chunks where the server takes them (RFC 3030): true.</summary>
    public bool UsesChunking { get; init; } = true;

    /// <summary>How long the server may take for anything: 5 minutes, as RFC 5321 §4.5.3.2 has it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Where the dialogue is written down, with <c>C:</c> and <c>S:</c> before each line; passwords too. Null: nowhere.
    /// </summary>
    public TextWriter? Transcript { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero, nameof(Timeout));
        if (!Mailbox.IsDomain(LocalName) && !Mailbox.IsLiteral(LocalName))
            throw new ArgumentException($"'{LocalName}' is no name to greet with.", nameof(LocalName));
    }
}
