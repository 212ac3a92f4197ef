using System.Security.Cryptography;
using System.Text;

namespace RpcStack.Evolution;

/// <summary>The number by which two peers see that they have the same text.</summary>
internal static class SchemaFingerprint
{
    /// <summary>The first 8 octets of SHA-256 of the UTF-8 text, the first the most significant.</summary>
    public static ulong Of(string text)
    {
        using SHA256 sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
        ulong value = 0;
        for (int i = 0; i < sizeof(ulong); i++) value = (value << 8) | hash[i];
        return value;
    }
}
