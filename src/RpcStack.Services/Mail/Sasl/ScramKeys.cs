using System.Security.Cryptography;
using System.Text;

namespace RpcStack.Services.Mail.Sasl;

/// <summary>SCRAM's derivations (RFC 5802 §3).</summary>
internal static class ScramKeys
{
    public static byte[] SaltedPassword(string password, byte[] salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);

    public static byte[] ClientKey(byte[] salted) => HMACSHA256.HashData(salted, "Client Key"u8);

    public static byte[] ServerKey(byte[] salted) => HMACSHA256.HashData(salted, "Server Key"u8);

    public static byte[] Sign(byte[] key, string authMessage) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(authMessage));

    public static byte[] Xor(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        byte[] result = new byte[left.Length];
        for (int i = 0; i < result.Length; i++) result[i] = (byte)(left[i] ^ right[i]);
        return result;
    }

    public static string Nonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
}
