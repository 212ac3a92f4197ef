using System.Net;
using System.Text;

namespace RpcStack.Services.Mail;

/// <summary>
/// An address of an envelope: Local-part "@" ( Domain / address-literal ) (RFC 5321 §4.1.2, RFC 6531 §3.3).
/// </summary>
internal readonly record struct Mailbox(string Local, string Domain)
{
    private const int MaxLocal = 64;
    private const int MaxDomain = 255;
    private const int MaxLabel = 63;
    private const string SpecialAtomText = "!#$%&'*+-/=?^_`{|}~";

    public bool IsAscii => Ascii.IsValid(Local) && Ascii.IsValid(Domain);

    public static Mailbox? TryParse(string address)
    {
        int at = address.LastIndexOf('@');
        if (at <= 0) return null;
        (string local, string domain) = (address[..at], address[(at + 1)..]);
        if (Encoding.UTF8.GetByteCount(local) > MaxLocal || Encoding.UTF8.GetByteCount(domain) > MaxDomain) return null;
        if (!IsDotString(local) && Unquoted(local) is null) return null;
        return IsDomain(domain) || IsLiteral(domain) ? new Mailbox(local, domain) : null;
    }

    public override string ToString() => $"{Local}@{Domain}";

    /// <summary>The local part as it is meant: without its quotes.</summary>
    public string PlainLocal => Unquoted(Local) ?? Local;

    public static bool IsDomain(string domain) =>
        domain.Length > 0 && domain.Split('.').All(IsLabel);

    public static bool IsLiteral(string domain) =>
        domain is ['[', .. string inside, ']']
        && IPAddress.TryParse(
            inside.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? inside[5..] : inside, out _);

    private static bool IsDotString(string local) =>
        local.Split('.').All(atom => atom.Length > 0 && atom.All(IsAtomText));

    private static bool IsAtomText(char c) =>
        char.IsAsciiLetterOrDigit(c) || SpecialAtomText.Contains(c, StringComparison.Ordinal) || IsWide(c);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabel
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || IsWide(c))
        && label[0] != '-' && label[^1] != '-';

    // Control characters of Latin-1 are not for addresses either.
    private static bool IsWide(char c) => c > '\u009F' && !char.IsWhiteSpace(c);

    /// <summary>What a Quoted-string says, or null where it is none. CR, LF and NUL are not for it.</summary>
    private static string? Unquoted(string local)
    {
        if (local is not ['"', .. string inside, '"']) return null;
        var text = new StringBuilder();
        for (int i = 0; i < inside.Length; i++)
        {
            if (inside[i] == '"') return null;
            if (inside[i] == '\\' && ++i == inside.Length) return null;
            if (inside[i] is < ' ' or '\u007F') return null;
            text.Append(inside[i]);
        }

        return text.ToString();
    }
}
