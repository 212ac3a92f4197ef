using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RpcStack.Services.Mail.Sasl;

/// <summary>SCRAM-SHA-256 without channel binding; it also finds out whether the server knows the password.</summary>
internal sealed class ScramClient : SaslClient
{
    // More would be a way to keep clients busy.
    private const int MaxIterations = 1_000_000;

    private readonly MailCredential _credential;
    private readonly string _nonce;
    private readonly string _bare;
    private byte[]? _signature;

    public ScramClient(MailCredential credential) : this(credential, ScramKeys.Nonce())
    {
    }

    internal ScramClient(MailCredential credential, string nonce)
    {
        _credential = credential;
        _nonce = nonce;
        _bare = $"n={ScramText.Escape(credential.User)},r={nonce}";
    }

    public override string Mechanism => "SCRAM-SHA-256";

    public override byte[] Initial => Encoding.UTF8.GetBytes($"n,,{_bare}");

    public override bool IsSatisfied => IsVerified;

    private bool IsVerified { get; set; }

    public override byte[]? Next(byte[] challenge)
    {
        string message = Encoding.UTF8.GetString(challenge);
        return _signature is null ? Prove(message) : Verify(message);
    }

    // r=nonce,s=salt,i=iterations
    private byte[]? Prove(string message)
    {
        string? nonce = ScramText.Attribute(message, 0, 'r');
        byte[]? salt = ScramText.Base64(ScramText.Attribute(message, 1, 's'));
        if (nonce is null || salt is null || nonce.Length <= _nonce.Length) return null;
        if (!nonce.StartsWith(_nonce, StringComparison.Ordinal)) return null;
        if (!int.TryParse(
            ScramText.Attribute(message, 2, 'i'), NumberStyles.None, CultureInfo.InvariantCulture, out int iterations)
            || iterations is < 1 or > MaxIterations)
        {
            return null;
        }

        string final = $"c=biws,r={nonce}";
        string authMessage = $"{_bare},{message},{final}";
        byte[] salted = ScramKeys.SaltedPassword(_credential.Password, salt, iterations);
        byte[] key = ScramKeys.ClientKey(salted);
        byte[] proof = ScramKeys.Xor(key, ScramKeys.Sign(SHA256.HashData(key), authMessage));
        _signature = ScramKeys.Sign(ScramKeys.ServerKey(salted), authMessage);
        return Encoding.UTF8.GetBytes($"{final},p={Convert.ToBase64String(proof)}");
    }

    // v=signature
    private byte[]? Verify(string message)
    {
        byte[]? signature = ScramText.Base64(ScramText.Attribute(message, 0, 'v'));
        IsVerified = signature is not null && CryptographicOperations.FixedTimeEquals(signature, _signature);
        return IsVerified ? [] : null;
    }
}
