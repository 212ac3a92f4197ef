using System.Globalization;
using System.Text;

namespace RpcStack.Services.Mail.Messages;

/// <summary>
/// value *(";" attribute "=" value), as in Content-Type (RFC 2045 §5.1), with RFC 2231's pieces and charsets.
/// </summary>
internal sealed class MimeParameters
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private MimeParameters(string value) => Value = value;

    public string Value { get; }

    /// <summary>The parameter of a name; empty: there is none.</summary>
    public string this[string name]
    {
        get
        {
            if (_parameters.TryGetValue(name, out string? plain)) return EncodedWord.Decode(plain);
            if (_parameters.TryGetValue($"{name}*", out string? extended)) return Extended(extended);
            return Pieces(name);
        }
    }

    public static MimeParameters Parse(string text)
    {
        List<string> parts = Split(text);
        var result = new MimeParameters(parts[0].Trim().ToLowerInvariant());
        foreach (string part in parts.Skip(1))
        {
            string[] sides = part.Split('=', 2);
            if (sides.Length == 2) result._parameters.TryAdd(sides[0].Trim(), Unquoted(sides[1].Trim()));
        }

        return result;
    }

    /// <summary>name*0="…"; name*1*=… (RFC 2231 §3): the charset stands in the first piece only.</summary>
    private string Pieces(string name)
    {
        var octets = new StringBuilder();
        bool isExtended = false;
        for (int i = 0; ; i++)
        {
            if (_parameters.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{name}*{i}"), out string? plain))
            {
                octets.Append(isExtended ? Uri.EscapeDataString(plain) : plain);
            }
            else if (_parameters.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{name}*{i}*"), out string? coded))
            {
                isExtended = true;
                octets.Append(coded);
            }
            else
            {
                return isExtended ? Extended(octets.ToString()) : octets.ToString();
            }
        }
    }

    /// <summary>charset'language'text, with % and two hexadecimal digits for an octet (RFC 2231 §4).</summary>
    private static string Extended(string text)
    {
        string[] parts = text.Split('\'', 3);
        if (parts.Length != 3) return text;
        List<byte> octets = [];
        string coded = parts[2];
        for (int i = 0; i < coded.Length; i++)
        {
            bool isCoded = coded[i] == '%' && i + 2 < coded.Length
                && byte.TryParse(coded.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
            octets.Add(isCoded ? Convert.ToByte(coded.Substring(i + 1, 2), 16) : (byte)coded[i]);
            if (isCoded) i += 2;
        }

        return Charsets.Decode([.. octets], parts[0]);
    }

    /// <summary>Cuts at semicolons that are not within quotes.</summary>
    private static List<string> Split(string text)
    {
        List<string> parts = [];
        bool isQuoted = false;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && isQuoted) i++;
            else if (text[i] == '"') isQuoted = !isQuoted;
            else if (text[i] == ';' && !isQuoted)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static string Unquoted(string value)
    {
        if (value is not ['"', .. string inside, '"']) return value;
        var text = new StringBuilder();
        for (int i = 0; i < inside.Length; i++)
        {
            if (inside[i] == '\\' && i + 1 < inside.Length) i++;
            text.Append(inside[i]);
        }

        return text.ToString();
    }
}
