using System.Buffers;
using System.Text;

namespace RpcStack.Grpc.Internal.Wire;

/// <summary>
/// <c>Status-Message → "grpc-message" Percent-Encoded</c>: octets of UTF-8, those outside <c>%x20-%x24 / %x26-%x7E</c> as
/// <c>%</c> and two digits.
/// </summary>
internal static class PercentEncoding
{
    /// <summary>How many characters of a text travel: more would not fit into what other implementations accept.</summary>
    private const int MaxLength = 1024;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        string.Concat(Enumerable.Range(0x20, 0x7f - 0x20).Select(c => (char)c).Where(c => c != '%')));

    public static string Encode(string text)
    {
        if (text.Length > MaxLength) text = $"{text.AsSpan(0, MaxLength - 1)}…";
        if (!text.AsSpan().ContainsAnyExcept(Plain)) return text;
        var encoded = new StringBuilder(text.Length + 16);
        foreach (byte octet in Encoding.UTF8.GetBytes(text))
        {
            if (Plain.Contains((char)octet)) encoded.Append((char)octet);
            else encoded.Append('%').Append(octet.ToString("X2", null));
        }

        return encoded.ToString();
    }

    /// <summary>What was encoded; what is malformed stays as it came, since it is only a text.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        byte[] octets = Encoding.UTF8.GetBytes(text);
        int length = 0;
        for (int i = 0; i < octets.Length; length++)
        {
            bool isEncoded = octets[i] == '%' && i + 2 < octets.Length
                && char.IsAsciiHexDigit((char)octets[i + 1]) && char.IsAsciiHexDigit((char)octets[i + 2]);
            octets[length] = isEncoded ? Convert.FromHexString([(char)octets[i + 1], (char)octets[i + 2]])[0] : octets[i];
            i += isEncoded ? 3 : 1;
        }

        return Encoding.UTF8.GetString(octets, 0, length);
    }
}
