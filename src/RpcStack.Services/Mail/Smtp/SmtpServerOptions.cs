using System.Security.Cryptography.X509Certificates;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>One of the doors through which mail comes in: what it speaks, and what it allows.</summary>
public sealed record SmtpServerOptions
{
    /// <summary>
    /// What is taken: mail for the own domains from anybody, and from users who log in mail to anywhere.
    /// </summary>
    public MailPolicy Policy { get; init; } = new();

    /// <summary>The server's certificate, with its private key; null: no TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether TLS begins with the first octet (RFC 8314), and not by STARTTLS: false.</summary>
    public bool IsTlsImplicit { get; init; }

    /// <summary>Whether the door speaks LMTP (RFC 2033): false.</summary>
    public bool IsLmtp { get; init; }

    /// <summary>
    /// Whether users may log in where anybody can read it: false. SCRAM-SHA-256 sends no password, but the mail
    /// follows.
    /// </summary>
    public bool AllowsPlaintextLogin { get; init; }

    /// <summary>How many connections are served at a time: 256. One more is told to come back.</summary>
    public int MaxConnections { get; init; } = 256;

    /// <summary>
    /// What all messages that are coming in may take together, in octets: 256 MiB. Further ones are told to come back.
    /// </summary>
    public long MaxBufferedBytes { get; init; } = 256 << 20;

    /// <summary>How long a client may be silent: 5 minutes (RFC 5321 §4.5.3.2.7).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many commands of a connection may fail: 50.</summary>
    public int MaxErrors { get; init; } = 50;

    /// <summary>
    /// Where the dialogues are written down, with <c>C:</c> and <c>S:</c> before each line; passwords too. Null:
    /// nowhere.
    /// </summary>
    public TextWriter? Transcript { get; init; }

    internal void Validate()
    {
        Policy.Validate();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConnections, nameof(MaxConnections));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBufferedBytes, nameof(MaxBufferedBytes));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero, nameof(Timeout));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxErrors, nameof(MaxErrors));
        if (IsTlsImplicit && Certificate is null)
            throw new ArgumentException("TLS needs a certificate.", nameof(Certificate));
    }
}
