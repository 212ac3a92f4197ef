using System.Text;

namespace RpcStack.Services.Mail.Sasl;

/// <summary>A server's side of one exchange (RFC 4422 §3).</summary>
internal abstract class SaslServer
{
    /// <summary>What servers offer, the strongest first.</summary>
    public static IReadOnlyList<string> Mechanisms { get; } = ["SCRAM-SHA-256", "PLAIN", "LOGIN"];

    public static SaslServer? Make(string mechanism, MailAccounts accounts) => mechanism.ToUpperInvariant() switch
    {
        "SCRAM-SHA-256" => new ScramServer(accounts),
        "PLAIN" => new PlainServer(accounts),
        "LOGIN" => new LoginServer(accounts),
        _ => null,
    };

    /// <summary>Takes the client's response; null before its first, where it sent none along.</summary>
    public abstract SaslStep Next(byte[]? response);

    protected static string Text(byte[] octets) => Encoding.UTF8.GetString(octets);
}
