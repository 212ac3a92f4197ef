namespace RpcStack.Services.Mail.Sasl;

/// <summary>A client's side of one exchange (RFC 4422 §3).</summary>
internal abstract class SaslClient
{
    public abstract string Mechanism { get; }

    /// <summary>What the client says first, or null where the server does.</summary>
    public abstract byte[]? Initial { get; }

    /// <summary>Whether nothing is missing for the server's yes to mean something.</summary>
    public virtual bool IsSatisfied => true;

    /// <summary>The strongest of the mechanisms that a server offers.</summary>
    public static SaslClient? Choose(IEnumerable<string> offered, MailCredential credential)
    {
        HashSet<string> names = new(offered, StringComparer.OrdinalIgnoreCase);
        if (names.Contains("SCRAM-SHA-256")) return new ScramClient(credential);
        if (names.Contains("PLAIN")) return new PlainClient(credential);
        return names.Contains("LOGIN") ? new LoginClient(credential) : null;
    }

    /// <summary>Answers a challenge; null gives up, because the server cannot be who it should be.</summary>
    public abstract byte[]? Next(byte[] challenge);
}
