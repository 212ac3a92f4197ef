using System.Text;

namespace RpcStack.Services.Mail.Messages;

/// <summary>
/// address-list = address *("," address); address = [phrase] "&lt;" addr-spec "&gt;" / addr-spec / phrase ":" [list] ";"
/// (RFC 5322 §3.4)
/// </summary>
internal sealed class AddressParser(string text)
{
    private const int MaxCommentDepth = 32;
    private const string Special = "()<>[]:;@\\,.\"";

    private int _at;

    public IReadOnlyList<MailAddress> Parse()
    {
        List<MailAddress> addresses = [];
        List(addresses, isInGroup: false);
        return _at == text.Length ? addresses : throw Unexpected();
    }

    private void List(List<MailAddress> addresses, bool isInGroup)
    {
        while (true)
        {
            SkipBlank();
            if (_at == text.Length || (isInGroup && text[_at] == ';')) return;
            // Empty elements are left over from older times (RFC 5322 §4.4).
            if (Take(',')) continue;
            Address(addresses, isInGroup);
            SkipBlank();
            if (!Take(',')) return;
        }
    }

    private void Address(List<MailAddress> addresses, bool isInGroup)
    {
        (string display, string local) = Words();
        if (Take('<')) addresses.Add(new MailAddress(AngleAddress(), EncodedWord.Decode(display)));
        else if (Take('@')) addresses.Add(new MailAddress($"{local}@{Domain()}"));
        else if (!isInGroup && Take(':')) Group(addresses);
        else throw Unexpected();
    }

    private void Group(List<MailAddress> members)
    {
        List(members, isInGroup: true);
        if (!Take(';')) throw Unexpected();
    }

    private string AngleAddress()
    {
        SkipBlank();
        // <@a,@b:local@domain>: a route, which nobody follows.
        if (_at < text.Length && text[_at] == '@')
        {
            int colon = text.IndexOf(':', _at);
            if (colon < 0) throw Unexpected();
            _at = colon + 1;
        }

        (_, string local) = Words();
        if (!Take('@')) throw Unexpected();
        string address = $"{local}@{Domain()}";
        return Take('>') ? address : throw Unexpected();
    }

    /// <summary>
    /// Words and dots: as a phrase with blanks between them, and as a local part without, but with its quotes.
    /// </summary>
    private (string Phrase, string Local) Words()
    {
        var phrase = new StringBuilder();
        var local = new StringBuilder();
        while (true)
        {
            int before = _at;
            SkipBlank();
            bool isApart = _at > before && phrase.Length > 0;
            if (_at == text.Length) break;
            if (text[_at] == '"')
            {
                string content = QuotedString();
                phrase.Append(isApart ? " " : "").Append(content);
                local.Append(IsAtom(content) ? content : Requoted(content));
            }
            else if (text[_at] == '.' || IsAtomText(text[_at]))
            {
                string atom = text[_at] == '.' ? text[_at++].ToString() : Atom();
                phrase.Append(isApart ? " " : "").Append(atom);
                local.Append(atom);
            }
            else
            {
                break;
            }
        }

        return phrase.Length > 0
            ? (phrase.ToString(), local.ToString())
            : text[_at..] is ['<', ..] ? ("", "") : throw Unexpected();
    }

    private string Domain()
    {
        SkipBlank();
        if (_at < text.Length && text[_at] == '[')
        {
            int end = text.IndexOf(']', _at);
            if (end < 0) throw Unexpected();
            string literal = text[_at..(end + 1)];
            _at = end + 1;
            SkipBlank();
            return literal;
        }

        var domain = new StringBuilder();
        do
        {
            SkipBlank();
            domain.Append(domain.Length > 0 ? "." : "").Append(Atom());
            SkipBlank();
        }
        while (Take('.'));
        return domain.ToString();
    }

    private string Atom()
    {
        int start = _at;
        while (_at < text.Length && IsAtomText(text[_at])) _at++;
        return _at > start ? text[start.._at] : throw Unexpected();
    }

    private string QuotedString()
    {
        var content = new StringBuilder();
        for (_at++; _at < text.Length && text[_at] != '"'; _at++)
        {
            if (text[_at] == '\\' && ++_at == text.Length) throw Unexpected();
            content.Append(text[_at]);
        }

        return Take('"') ? content.ToString() : throw Unexpected();
    }

    private void SkipBlank()
    {
        while (_at < text.Length)
        {
            if (text[_at] is ' ' or '\t' or '\r' or '\n') _at++;
            else if (text[_at] == '(') SkipComment();
            else return;
        }
    }

    private void SkipComment()
    {
        int depth = 0;
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == '\\') _at++;
            else if (text[_at] == '(' && ++depth > MaxCommentDepth) throw Unexpected();
            else if (text[_at] == ')' && --depth == 0) break;
        }

        if (_at >= text.Length) throw new FormatException("A comment in the addresses has no end.");
        _at++;
    }

    private bool Take(char expected)
    {
        if (_at == text.Length || text[_at] != expected) return false;
        _at++;
        return true;
    }

    private static bool IsAtom(string content) => content.Length > 0 && content.All(c => IsAtomText(c) || c == '.');

    private static string Requoted(string content) =>
        $"\"{content.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsAtomText(char c) =>
        c > ' ' && c != '\u007F' && !Special.Contains(c, StringComparison.Ordinal);

    private FormatException Unexpected() => new(
        _at < text.Length
            ? $"The addresses make no sense at '{text[_at]}', position {_at + 1}."
            : "The addresses end too early.");
}
