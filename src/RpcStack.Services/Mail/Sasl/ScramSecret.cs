using System.Security.Cryptography;
using System.Text;

namespace RpcStack.Services.Mail.Sasl;

/// <summary>What a server keeps of a password (RFC 5802 §3, RFC 7677).</summary>
internal sealed record ScramSecret(byte[] Salt, int Iterations, byte[] StoredKey, byte[] ServerKey)
{
    public const int SaltSize = 16;

    // RFC 7677 §4 asks for 4096 at least.
    private const int DefaultIterations = 4096;

    public static ScramSecret Of(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltSize);
        return Of(ScramKeys.SaltedPassword(password, salt, DefaultIterations), salt);
    }

    /// <summary>One that no password makes.</summary>
    public static ScramSecret Nobody(byte[] salt) =>
        new(salt, DefaultIterations, new byte[SHA256.HashSizeInBytes], new byte[SHA256.HashSizeInBytes]);

    public bool IsMadeOf(string password)
    {
        byte[] salted = ScramKeys.SaltedPassword(password, Salt, Iterations);
        return CryptographicOperations.FixedTimeEquals(Of(salted, Salt).StoredKey, StoredKey);
    }

    /// <summary>Whether a proof was made by one who knows the password (RFC 5802 §3).</summary>
    public bool IsProvenBy(ReadOnlySpan<byte> proof, string authMessage)
    {
        if (proof.Length != SHA256.HashSizeInBytes) return false;
        byte[] key = ScramKeys.Xor(proof, HMACSHA256.HashData(StoredKey, Encoding.UTF8.GetBytes(authMessage)));
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(key), StoredKey);
    }

    private static ScramSecret Of(byte[] salted, byte[] salt) =>
        new(salt, DefaultIterations, SHA256.HashData(ScramKeys.ClientKey(salted)), ScramKeys.ServerKey(salted));
}
