using System.Globalization;
using System.Text;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>xtext, in which "+" and two hexadecimal digits stand for an octet (RFC 3461 §4).</summary>
internal static class XText
{
    public static string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (byte octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is > 32 and < 127 and not (byte)'+' and not (byte)'=') encoded.Append((char)octet);
            else encoded.Append(CultureInfo.InvariantCulture, $"+{octet:X2}");
        }

        return encoded.ToString();
    }

    /// <summary>What it stands for, or null where it is none.</summary>
    public static string? Decode(string encoded)
    {
        List<byte> octets = [];
        for (int i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] is <= ' ' or > '~' or '=') return null;
            if (encoded[i] != '+')
            {
                octets.Add((byte)encoded[i]);
                continue;
            }

            if (i + 2 >= encoded.Length || !byte.TryParse(
                encoded.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
            {
                return null;
            }

            octets.Add(octet);
            i += 2;
        }

        return Encoding.UTF8.GetString([.. octets]);
    }
}
