using System.Security.Cryptography;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>Comparing names as octets, without making objects of them.</summary>
/// <remarks>
/// A length octet is at most 63 and so never looks like a letter, which is why whole names can be folded at once. Only
/// ASCII letters have case (RFC 4343 §3).
/// </remarks>
internal static class NameOctets
{
    // Who chooses the names must not be able to choose their hashes too.
    private static readonly uint Seed = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));

    internal static int Hash(ReadOnlySpan<byte> wire)
    {
        uint hash = Seed;
        foreach (byte octet in wire) hash = (hash ^ Fold(octet)) * 0x01000193;
        return (int)(hash ^ (hash >> 15));
    }

    internal static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length) return false;
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && Fold(left[i]) != Fold(right[i])) return false;
        }

        return true;
    }

    private static uint Fold(byte octet) => (uint)(octet - 'A') <= 'Z' - 'A' ? octet | 0x20u : octet;
}
