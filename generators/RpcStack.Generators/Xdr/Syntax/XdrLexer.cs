using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>
/// Cuts a file into tokens, as rpcgen sees it behind the C preprocessor: comments are kept, lines with <c>%</c> are C's.
/// </summary>
internal sealed partial class XdrLexer
{
    private readonly List<Mistake> _mistakes;
    private readonly XdrScanner _scanner;
    private readonly Macros _macros = new();
    private readonly List<XdrToken> _tokens = [];
    private readonly List<IdlInclude> _includes = [];
    private readonly List<string> _comment = [];
    private int _commentEnd = -2;

    private XdrLexer(IdlFile file, List<Mistake> mistakes)
    {
        _mistakes = mistakes;
        _scanner = new(file, mistakes);
        // What a file says to rpcgen while this makes the header is what it says of its types.
        XdrToken one = new(XdrTokenKind.Number, "1", _scanner.Here()) { Value = 1 };
        _macros.Define("RPC_HDR", [one]);
    }

    /// <summary>The tokens, the last of them <see cref="XdrTokenKind.End"/>.</summary>
    public IReadOnlyList<XdrToken> Tokens => _tokens;

    /// <summary>The lines that include files.</summary>
    public IReadOnlyList<IdlInclude> Includes => _includes;

    /// <summary>The numbers that lines for the C compiler name.</summary>
    public IEnumerable<PassedConstant> Passed => _passed.Select(pair => new PassedConstant(pair.Key, pair.Value));

    /// <summary>Reads a file.</summary>
    public static XdrLexer Read(IdlFile file, List<Mistake> mistakes)
    {
        var lexer = new XdrLexer(file, mistakes);
        lexer.Read();
        return lexer;
    }

    private void Read()
    {
        for (SkipTrivia(); !_scanner.IsAtEnd; SkipTrivia())
        {
            if (IsSkipping)
            {
                SkipLine();
                continue;
            }

            int line = _scanner.Line;
            if (_scanner.Token() is { } token) _macros.Expand(token with { Doc = TakeDoc(line) }, _tokens, _mistakes);
        }

        foreach (Condition open in _conditions)
            _mistakes.Add(new(XdrRules.Preprocessor, open.Place, open.Name, "no #endif belongs to it"));
        _tokens.Add(new(XdrTokenKind.End, "", _scanner.Here()));
    }

    private void SkipTrivia()
    {
        while (!_scanner.IsAtEnd)
        {
            char c = _scanner.Current;
            if (c == '\n') _scanner.NewLine();
            else if (_scanner.TryJoin()) continue;
            else if (char.IsWhiteSpace(c) || c is '\ufeff' or '\0' or '\x1a') _scanner.At++;
            else if (c == '/' && _scanner.Peek(1) == '/') LineComment();
            else if (c == '/' && _scanner.Peek(1) == '*') BlockComment();
            else if (c == '#' && _scanner.IsFirstOnLine()) Directive();
            else if (c == '%' && _scanner.At == _scanner.LineStart) PassOn();
            else break;
        }
    }

    // To the end of the line, comments counted as one character.
    private void SkipLine()
    {
        while (!_scanner.IsAtEnd && _scanner.Current != '\n')
        {
            if (_scanner.Current == '/' && _scanner.Peek(1) == '*') BlockComment();
            else if (!_scanner.TryJoin()) _scanner.At++;
        }
    }

    private void LineComment()
    {
        int start = _scanner.At;
        int line = _scanner.Line;
        while (!_scanner.IsAtEnd && _scanner.Current != '\n') _scanner.At++;
        Comment(line, [CommentText.Line(_scanner.TextFrom(start))]);
    }

    private void BlockComment()
    {
        (int start, int line, int column) = (_scanner.At, _scanner.Line, _scanner.At - _scanner.LineStart);
        _scanner.At += 2;
        SourceSpan opening = _scanner.SpanFrom(start, line, column);
        while (!_scanner.IsAtEnd && !(_scanner.Current == '*' && _scanner.Peek(1) == '/'))
        {
            if (_scanner.Current == '\n') _scanner.NewLine();
            else _scanner.At++;
        }

        if (_scanner.IsAtEnd)
        {
            _mistakes.Add(new(XdrRules.Lexical, opening, "This comment has no end"));
            return;
        }

        _scanner.At += 2;
        if (!IsSkipping) Comment(line, CommentText.Block(_scanner.TextFrom(start)));
    }

    // Behind a token on its line it says something of that token, else of the next one.
    private void Comment(int line, IReadOnlyList<string> text)
    {
        if (_tokens.Count > 0 && _tokens[_tokens.Count - 1] is { } last && last.Place.EndLine == line)
        {
            last.Trailing = string.Join("\n", text);
            return;
        }

        if (line > _commentEnd + 1) _comment.Clear();
        _comment.AddRange(text);
        _commentEnd = _scanner.Line;
    }

    // A comment that a blank line parts from the token is about something larger.
    private string TakeDoc(int line)
    {
        string doc = _comment.Count > 0 && line <= _commentEnd + 1 ? CommentText.Join(_comment) : "";
        _comment.Clear();
        return doc;
    }
}
