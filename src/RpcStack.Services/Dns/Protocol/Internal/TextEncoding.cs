
namespace RpcStack.Services.Dns.Protocol;

/// <summary>How octets are written as text: its name, and both ways; reading gives null for what is wrong.</summary>
internal sealed record TextEncoding(string Name, Func<string, byte[]?> Decode, TextEncoding.Encoder Encode)
{
    private const string Base32Digits = "0123456789abcdefghijklmnopqrstuv";

    internal static readonly TextEncoding Hexadecimal = new(
        "hexadecimal",
        text => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null,
        octets => Convert.ToHexString(octets));

    internal static readonly TextEncoding Base64 = new(
        "base64",
        text => System.Buffers.Text.Base64.IsValid(text) ? Convert.FromBase64String(text) : null,
        octets => Convert.ToBase64String(octets));

    /// <summary>RFC 4648 §7, without padding.</summary>
    internal static readonly TextEncoding Base32Hex = new("base32hex", DecodeBase32, EncodeBase32);

    internal delegate string Encoder(ReadOnlySpan<byte> octets);

    private static byte[]? DecodeBase32(string text)
    {
        byte[] octets = new byte[text.Length * 5 / 8];
        int bits = 0;
        int count = 0;
        int at = 0;
        foreach (char c in text)
        {
            int digit = Base32Digits.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            if (digit < 0) return null;
            bits = ((bits << 5) | digit) & 0xFFFF;
            count += 5;
            if (count < 8) continue;
            count -= 8;
            octets[at++] = (byte)(bits >> count);
        }

        // Fewer than five bits may be left over, and they are 0.
        return count < 5 && (bits & ((1 << count) - 1)) == 0 ? octets : null;
    }

    private static string EncodeBase32(ReadOnlySpan<byte> octets)
    {
        Span<char> text = stackalloc char[(octets.Length * 8 + 4) / 5];
        int at = 0;
        int bits = 0;
        int count = 0;
        foreach (byte octet in octets)
        {
            bits = ((bits << 8) | octet) & 0xFFFF;
            for (count += 8; count >= 5; count -= 5) text[at++] = Base32Digits[(bits >> (count - 5)) & 31];
        }

        if (count > 0) text[at] = Base32Digits[(bits << (5 - count)) & 31];
        return new string(text).ToUpperInvariant();
    }
}
