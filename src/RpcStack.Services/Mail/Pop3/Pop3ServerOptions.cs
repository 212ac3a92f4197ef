using System.Security.Cryptography.X509Certificates;

namespace RpcStack.Services.Mail.Pop3;

/// <summary>A door through which users fetch their mail: what it speaks, and what it allows.</summary>
public sealed record Pop3ServerOptions
{
    /// <summary>The server's certificate, with its private key; null: no TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether TLS begins with the first octet (port 995, RFC 8314), and not by STLS: false.</summary>
    public bool IsTlsImplicit { get; init; }

    /// <summary>Whether users may log in where anybody can read it: false.</summary>
    public bool AllowsPlaintextLogin { get; init; }

    /// <summary>
    /// Passwords, by account, for APOP, which needs them as they are and proves them by MD5 (RFC 1939 §7); empty: there is no
    /// APOP.
    /// </summary>
    public IReadOnlyDictionary<string, string> ApopSecrets { get; init; } = new Dictionary<string, string>();

    /// <summary>How many connections are served at a time: 256.</summary>
    public int MaxConnections { get; init; } = 256;

    /// <summary>How long a client may be silent: 10 minutes (RFC 1939 §3).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many commands of a connection may fail: 50.</summary>
    public int MaxErrors { get; init; } = 50;

    /// <summary>
    /// Where the dialogues are written down, with <c>C:</c> and <c>S:</c> before each line; passwords too. Null:
    /// nowhere.
    /// </summary>
    public TextWriter? Transcript { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConnections, nameof(MaxConnections));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero, nameof(Timeout));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxErrors, nameof(MaxErrors));
        if (IsTlsImplicit && Certificate is null)
            throw new ArgumentException("TLS needs a certificate.", nameof(Certificate));
    }
}
