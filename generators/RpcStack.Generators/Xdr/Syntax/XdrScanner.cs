using System.Globalization;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>Cuts text into single tokens, wherever they stand (RFC 4506 §6.2).</summary>
internal sealed class XdrScanner(IdlFile file, List<Mistake> mistakes)
{
    // What only #if knows.
    private static readonly string[] LongSigns = ["&&", "||", "==", "!=", "<=", ">="];

    private readonly string _text = file.Text;

    /// <summary>Where reading goes on.</summary>
    public int At { get; set; }

    public int Line { get; private set; }

    public int LineStart { get; private set; }

    public bool IsAtEnd => At >= _text.Length;

    public char Current => Peek(0);

    public char Peek(int ahead) => At + ahead < _text.Length ? _text[At + ahead] : '\0';

    public void NewLine()
    {
        At++;
        Line++;
        LineStart = At;
    }

    /// <summary>Whether a backslash joins this line to the next; if so, goes to that.</summary>
    public bool TryJoin()
    {
        int length = Current != '\\' ? 0 : Peek(1) == '\n' ? 1 : Peek(1) == '\r' && Peek(2) == '\n' ? 2 : 0;
        if (length == 0) return false;
        At += length;
        NewLine();
        return true;
    }

    public bool IsFirstOnLine() => string.IsNullOrWhiteSpace(_text.Substring(LineStart, At - LineStart));

    public string TextFrom(int start) => _text.Substring(start, At - start);

    public SourceSpan SpanFrom(int start, int line, int column) =>
        new(file.Path, start, At - start, line, column, Line, At - LineStart);

    public SourceSpan Here() => new(file.Path, At, 0, Line, At - LineStart, Line, At - LineStart);

    /// <summary>The token that begins here, or null where nothing does; that is reported.</summary>
    public XdrToken? Token()
    {
        (int start, int line, int column) = (At, Line, At - LineStart);
        if (IsWordStart(Current))
        {
            while (IsWordStart(Current) || IsDigit(Current)) At++;
            return new(XdrTokenKind.Word, TextFrom(start), SpanFrom(start, line, column));
        }

        if (Current == '"') return Quoted(start, line, column);
        return IsDigit(Current) ? Number(start, line, column) : Sign(start, line, column);
    }

    private XdrToken Quoted(int start, int line, int column)
    {
        At++;
        while (Current is not ('"' or '\n' or '\0'))
            At += Current == '\\' && Peek(1) is not ('\n' or '\0') ? 2 : 1;
        string text = TextFrom(start + 1);
        if (Current == '"') At++;
        else mistakes.Add(new(XdrRules.Lexical, SpanFrom(start, line, column), "This text has no end"));
        return new(XdrTokenKind.Text, text, SpanFrom(start, line, column));
    }

    private XdrToken Number(int start, int line, int column)
    {
        while (IsWordStart(Current) || IsDigit(Current)) At++;
        string text = TextFrom(start);
        SourceSpan place = SpanFrom(start, line, column);
        if (Read(text.TrimEnd('u', 'U', 'l', 'L')) is not { } value)
            mistakes.Add(new(XdrRules.Lexical, place, $"'{Show(text)}' is no number of at most 64 bits"));
        else return new(XdrTokenKind.Number, text, place) { Value = value };
        return new(XdrTokenKind.Number, text, place);
    }

    private static decimal? Read(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return ulong.TryParse(
                text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hex)
                ? hex
                : null;
        if (text.Length > 1 && text[0] == '0') return Octal(text);
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null;
    }

    private static decimal? Octal(string text)
    {
        decimal value = 0;
        foreach (char digit in text)
        {
            if (digit is < '0' or > '7') return null;
            value = value * 8 + (digit - '0');
            if (value > ulong.MaxValue) return null;
        }

        return value;
    }

    private XdrToken? Sign(int start, int line, int column)
    {
        foreach (string sign in LongSigns)
        {
            if (string.CompareOrdinal(_text, At, sign, 0, 2) != 0) continue;
            At += 2;
            return new(XdrTokenKind.Sign, sign, SpanFrom(start, line, column));
        }

        bool isKnown = "{}()[]<>;:,=*-+!".IndexOf(Current) >= 0;
        At++;
        if (isKnown) return new(XdrTokenKind.Sign, TextFrom(start), SpanFrom(start, line, column));
        // One complaint about whatever stands together.
        while (!IsAtEnd && (Current > 0x7f || "$?`\\@^~|&'".IndexOf(Current) >= 0)) At++;
        mistakes.Add(new(
            XdrRules.Lexical, SpanFrom(start, line, column), $"'{Show(TextFrom(start))}' means nothing in the ONC RPC language"));
        return null;
    }

    /// <summary>Text of a file as messages hold it.</summary>
    public static string Show(string text) => string.Concat(
        (text.Length > 24 ? text.Substring(0, 24) + "…" : text)
            .Select(c => char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString()));

    private static bool IsWordStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
