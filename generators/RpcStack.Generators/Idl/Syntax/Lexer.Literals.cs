using System.Globalization;
using System.Numerics;
using System.Text;
using RpcStack.Generators.Analyzers;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>Numbers, characters and strings (OMG IDL 4.2 §7.2.6).</summary>
internal sealed partial class Lexer
{
    // Longer than any number that a type can hold, and short enough to be cheap.
    private const int MaxDigits = 400;

    private void Number(int start, int line, int column)
    {
        if (Current == '0' && Peek(1) is 'x' or 'X') _at += 2;
        bool isHex = _at > start;
        while (isHex ? IsHex(Current) : IsDigit(Current)) _at++;
        bool isFloat = !isHex && Fraction();
        bool isFixed = !isHex && Current is 'd' or 'D';
        int end = _at;
        while (IsLetter(Current) || IsDigit(Current) || Current == '_') _at++;
        string text = _text.Substring(start, _at - start);
        object? value = isFixed || _at > end || text.Length > MaxDigits ? null
            : isFloat ? (object?)ParseFloat(text)
            : ParseInteger(text, isHex);
        if (value is null)
            Report(
                IdlRules.Lexical,
                Span(start, line, column),
                isFixed ? "Fixed-point numbers are not supported" : $"'{Short(text)}' is no number");
        Add(isFloat ? TokenKind.Float : TokenKind.Integer, text, start, line, column, value);
    }

    private bool Fraction()
    {
        int start = _at;
        if (Current == '.')
        {
            _at++;
            while (IsDigit(Current)) _at++;
        }

        if (Current is 'e' or 'E' && (IsDigit(Peek(1)) || (Peek(1) is '+' or '-' && IsDigit(Peek(2)))))
        {
            _at += 2;
            while (IsDigit(Current)) _at++;
        }

        return _at > start;
    }

    private static double? ParseFloat(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && !double.IsInfinity(value)
            ? value
            : null;

    // integer_literal: decimal, octal with a leading 0, hexadecimal with a leading 0x.
    private static BigInteger? ParseInteger(string text, bool isHex)
    {
        int radix = isHex ? 16 : text[0] == '0' ? 8 : 10;
        string digits = isHex ? text.Substring(2) : text;
        if (digits.Length == 0) return null;
        BigInteger value = BigInteger.Zero;
        foreach (char c in digits)
        {
            int digit = Digit(c);
            if (digit >= radix) return null;
            value = value * radix + digit;
        }

        return value;
    }

    private void Quoted(int start, int line, int column)
    {
        char quote = Current;
        _at++;
        var text = new StringBuilder();
        bool isGood = true;
        while (Current != quote)
        {
            if (_at >= _text.Length || Current is '\n' or '\r')
            {
                Report(IdlRules.Lexical, Span(start, line, column), "This literal has no end on its line");
                isGood = false;
                break;
            }

            isGood &= Character(text);
        }

        if (Current == quote) _at++;
        Literal(quote, isGood, text.ToString(), start, line, column);
    }

    private void Literal(char quote, bool isGood, string value, int start, int line, int column)
    {
        string source = _text.Substring(start, _at - start);
        if (quote == '"')
        {
            Add(TokenKind.Text, source, start, line, column, isGood ? value : null);
            return;
        }

        if (isGood && value.Length != 1)
            Report(IdlRules.Lexical, Span(start, line, column), "A character literal holds one character");
        object? single = isGood && value.Length == 1 ? value[0] : null;
        Add(TokenKind.Character, source, start, line, column, single);
    }

    private bool Character(StringBuilder text)
    {
        if (Current != '\\')
        {
            text.Append(Current);
            _at++;
            return true;
        }

        (int start, int line, int column) = (_at, _line, _at - _lineStart);
        _at++;
        int simple = "ntvbrfa\\?'\"".IndexOf(Current);
        if (simple >= 0 && Current != '\0')
        {
            text.Append("\n\t\v\b\r\f\a\\?'\""[simple]);
            _at++;
            return true;
        }

        int? code = Current switch
        {
            'x' => Digits(16, 2, skip: 1),
            'u' => Digits(16, 4, skip: 1),
            _ => Digits(8, 3, skip: 0),
        };
        if (code is > 0 and <= 0xffff)
        {
            text.Append((char)code);
            return true;
        }

        Report(IdlRules.Lexical, Span(start, line, column), "This escape sequence means no character");
        return false;
    }

    private int? Digits(int radix, int most, int skip)
    {
        _at += skip;
        int value = 0;
        int count = 0;
        for (; count < most && Digit(Current) < radix; count++, _at++) value = value * radix + Digit(Current);
        return count == 0 ? null : value;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => int.MaxValue,
    };

    private static bool IsHex(char c) => Digit(c) < 16;

    private static string Short(string text) => text.Length <= 24 ? text : text.Substring(0, 24) + "…";
}
