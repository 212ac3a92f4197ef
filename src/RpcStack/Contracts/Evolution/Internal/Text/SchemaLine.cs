using System.Globalization;
using System.Text;

namespace RpcStack.Evolution;

/// <summary>One line of a contract's text, read from left to right. Whatever is wrong with it names the line.</summary>
internal sealed class SchemaLine(string text, int number)
{
    private const int MaxMessage = 200;

    private int _at;

    /// <summary>Whether the line belongs to the paragraph above it.</summary>
    public bool IsIndented => text[0] is ' ' or '\t';

    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _at == text.Length;
        }
    }

    /// <summary>The word that comes next, or nothing.</summary>
    public string Peek()
    {
        SkipSpace();
        return text.Substring(_at, SchemaName.WordLength(text, _at));
    }

    public bool IsNext(char symbol)
    {
        SkipSpace();
        return _at < text.Length && text[_at] == symbol;
    }

    public bool Take(char symbol)
    {
        if (!IsNext(symbol)) return false;
        _at++;
        return true;
    }

    public bool Take(string word)
    {
        if (Peek() != word) return false;
        _at += word.Length;
        return true;
    }

    public void Expect(char symbol)
    {
        if (!Take(symbol)) throw Expected("'" + symbol + "'");
    }

    public void ExpectEnd()
    {
        if (!IsAtEnd) throw Expected("the end of the line");
    }

    /// <summary>A name, bare or in quotes.</summary>
    public string Name()
    {
        if (Take('"')) return Quoted();
        int length = SchemaName.BareLength(text, _at);
        if (length == 0) throw Expected("a name");
        _at += length;
        return text.Substring(_at - length, length);
    }

    public int Number()
    {
        string digits = Digits();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw Expected("a number up to 2147483647");
    }

    public bool IsNumberNext
    {
        get
        {
            SkipSpace();
            return _at < text.Length && text[_at] is >= '0' and <= '9';
        }
    }

    /// <summary>A number that may be negative and is within <paramref name="range"/>.</summary>
    public decimal Number(IntegerRange range)
    {
        bool isNegative = Take('-');
        return decimal.TryParse(Digits(), NumberStyles.None, CultureInfo.InvariantCulture, out decimal value)
            && range.Holds(isNegative ? -value : value)
                ? isNegative ? -value : value
                : throw Expected("a number that its type has");
    }

    /// <summary>
    /// The exception for what is wrong; names in <paramref name="message"/> are the peer's, so it is cut.
    /// </summary>
    public FormatException Error(string message) => new(
        "Line " + number.ToString(CultureInfo.InvariantCulture) + ": "
        + (message.Length > MaxMessage ? message.Substring(0, MaxMessage) + "…" : message + "."));

    private FormatException Expected(string what)
    {
        int column = _at + 1;
        return Error("expected " + what + " at column " + column.ToString(CultureInfo.InvariantCulture));
    }

    private string Digits()
    {
        SkipSpace();
        int start = _at;
        while (_at < text.Length && text[_at] is >= '0' and <= '9') _at++;
        return text.Substring(start, _at - start);
    }

    private string Quoted()
    {
        StringBuilder name = new();
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == '"')
            {
                _at++;
                return name.ToString();
            }

            name.Append(text[_at] == '\\' ? Escaped() : text[_at]);
        }

        throw Expected("a quotation mark");
    }

    // Leaves the position on the last character that it read.
    private char Escaped()
    {
        _at++;
        if (_at < text.Length && text[_at] is '"' or '\\') return text[_at];
        string digits = _at + 4 < text.Length && text[_at] == 'u' ? text.Substring(_at + 1, 4) : "";
        if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            throw Expected("an escape (\\\" \\\\ \\uXXXX)");
        _at += 4;
        return (char)code;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t') _at++;
    }
}
