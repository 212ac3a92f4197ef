using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>Cuts a file into tokens (OMG IDL 4.2 §7.2).</summary>
internal sealed partial class Lexer
{
    // No ">>": it may end two sequences at once.
    private static readonly string[] LongSigns = ["::", "<<"];

    private readonly IdlFile _file;
    private readonly string _text;
    private readonly List<Mistake> _mistakes;
    private readonly List<Token> _tokens = [];
    private readonly List<IdlInclude> _includes = [];
    private int _at;
    private int _line;
    private int _lineStart;

    private Lexer(IdlFile file, List<Mistake> mistakes)
    {
        _file = file;
        _text = file.Text;
        _mistakes = mistakes;
    }

    /// <summary>Gives the tokens, the last of them <see cref="TokenKind.End"/>, and the lines that include files.</summary>
    public static (IReadOnlyList<Token> Tokens, IReadOnlyList<IdlInclude> Includes) Read(
        IdlFile file, List<Mistake> mistakes)
    {
        var lexer = new Lexer(file, mistakes);
        while (lexer.Next())
        {
        }

        return (lexer._tokens, lexer._includes);
    }

    private char Current => Peek(0);

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool Next()
    {
        SkipTrivia();
        (int start, int line, int column) = (_at, _line, _at - _lineStart);
        if (_at >= _text.Length)
        {
            Add(TokenKind.End, "", start, line, column);
            return false;
        }

        if (IsLetter(Current) || Current == '_') Word(start, line, column);
        else if (IsDigit(Current) || (Current == '.' && IsDigit(Peek(1)))) Number(start, line, column);
        else if (Current is '"' or '\'') Quoted(start, line, column);
        else Sign(start, line, column);
        return true;
    }

    private void Word(int start, int line, int column)
    {
        if (Current == 'L' && Peek(1) is '"' or '\'')
        {
            _at++;
            Quoted(start, line, column);
            return;
        }

        while (IsLetter(Current) || IsDigit(Current) || Current == '_') _at++;
        bool isEscaped = _text[start] == '_';
        string text = _text.Substring(start + (isEscaped ? 1 : 0), _at - start - (isEscaped ? 1 : 0));
        if (text.Length == 0 || (isEscaped && !IsLetter(text[0])))
            Report(IdlRules.Lexical, Span(start, line, column), "An identifier begins with a letter");
        else Add(TokenKind.Word, text, start, line, column, isEscaped: isEscaped);
    }

    private void Sign(int start, int line, int column)
    {
        if (LongSigns.FirstOrDefault(sign => string.CompareOrdinal(_text, _at, sign, 0, 2) == 0) is { } two)
        {
            _at += 2;
            Add(TokenKind.Sign, two, start, line, column);
            return;
        }

        if ("{}()[]<>;:,=+-*/%~&|^@".IndexOf(Current) >= 0)
        {
            _at++;
            Add(TokenKind.Sign, _text[start].ToString(), start, line, column);
            return;
        }

        while (_at < _text.Length && IsStray(Current)) _at++;
        if (_at == start) _at++;
        string stray = _text.Substring(start, Math.Min(_at - start, 20));
        Report(IdlRules.Lexical, Span(start, line, column), $"'{Printable(stray)}' means nothing in IDL");
    }

    private void Add(
        TokenKind kind,
        string text,
        int start,
        int line,
        int column,
        object? value = null,
        bool isEscaped = false) => _tokens.Add(new(kind, text, Span(start, line, column))
        {
            Value = value,
            IsEscaped = isEscaped,
            Doc = TakeDoc(line),
        });

    private SourceSpan Span(int start, int line, int column) =>
        new(_file.Path, start, _at - start, line, column, _line, _at - _lineStart);

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor rule, SourceSpan place, params string[] arguments) =>
        _mistakes.Add(new(rule, place, arguments));

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsStray(char c) => c > 0x7f || c is '$' or '?' or '!' or '`' or '\\';

    private static string Printable(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString()));
}
