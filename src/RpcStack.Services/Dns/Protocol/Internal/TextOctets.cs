using System.Globalization;
using System.Text;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>The octets behind presentation format's characters and escapes (RFC 1035 §5.1).</summary>
internal static class TextOctets
{
    /// <summary>
    /// Reads one octet: <c>c</c>, <c>\c</c> where c is no digit, or <c>\DDD</c>. Gives what is wrong, or null.
    /// </summary>
    internal static string? Read(ReadOnlySpan<byte> text, ref int at, out byte octet, out bool isEscaped)
    {
        octet = text[at++];
        isEscaped = octet == (byte)'\\';
        if (!isEscaped) return null;
        if (at == text.Length) return "A backslash has nothing to escape";
        octet = text[at++];
        if (!char.IsAsciiDigit((char)octet)) return null;
        if (at + 2 > text.Length
            || !byte.TryParse(text.Slice(at - 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out octet))
        {
            return "A backslash and a digit start an escape of three digits, 000 to 255";
        }

        at += 2;
        return null;
    }

    /// <summary>Writes one octet, escaped where it is not printable or is one of <paramref name="specials"/>.</summary>
    internal static void Write(byte octet, ReadOnlySpan<byte> specials, StringBuilder text)
    {
        if (octet is < 0x20 or > 0x7E) text.Append(CultureInfo.InvariantCulture, $"\\{octet:D3}");
        else if (specials.Contains(octet)) text.Append('\\').Append((char)octet);
        else text.Append((char)octet);
    }

    /// <summary>Writes a text in quotes.</summary>
    internal static void WriteQuoted(ReadOnlySpan<byte> octets, StringBuilder text)
    {
        text.Append('"');
        foreach (byte octet in octets) Write(octet, "\"\\"u8, text);
        text.Append('"');
    }

    /// <summary>Writes a text without quotes, and so without anything that would end it.</summary>
    internal static void WriteWord(ReadOnlySpan<byte> octets, StringBuilder text)
    {
        foreach (byte octet in octets)
        {
            if (octet == (byte)' ') text.Append("\\032");
            else Write(octet, "\";\\()"u8, text);
        }
    }
}
