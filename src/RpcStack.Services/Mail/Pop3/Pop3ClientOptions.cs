using System.Security.Cryptography.X509Certificates;

namespace RpcStack.Services.Mail.Pop3;

/// <summary>How a client speaks to its server.</summary>
public sealed record Pop3ClientOptions
{
    /// <summary>How the client uses TLS: by STLS, or nothing is sent; port 995 has it from the first octet.</summary>
    public MailEncryption Tls { get; init; } = MailEncryption.Required;

    /// <summary>Whose servers are trusted; null: those whom the system trusts.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>Whether passwords may go where anybody can read them: false.</summary>
    public bool AllowsPlaintextLogin { get; init; }

    /// <summary>The largest message that is taken, in octets: 64 MiB.</summary>
    public int MaxMessageSize { get; init; } = 64 << 20;

    /// <summary>How long the server may take for anything: 1 minute.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Where the dialogue is written down, with <c>C:</c> and <c>S:</c> before each line; passwords too. Null: nowhere.
    /// </summary>
    public TextWriter? Transcript { get; init; }
}
