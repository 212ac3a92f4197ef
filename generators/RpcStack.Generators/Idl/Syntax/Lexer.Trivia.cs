using RpcStack.Generators.Analyzers;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>Space, comments and preprocessor lines.</summary>
internal sealed partial class Lexer
{
    private readonly List<string> _comment = [];
    private int _commentEnd = -2;
    private string? _guard;

    private void SkipTrivia()
    {
        while (_at < _text.Length)
        {
            if (Current is '\n') NewLine();
            else if (char.IsWhiteSpace(Current) || Current is '\ufeff' or '\0' or '\x1a') _at++;
            else if (Current == '/' && Peek(1) == '/') LineComment();
            else if (Current == '/' && Peek(1) == '*') BlockComment();
            else if (Current == '#' && IsFirstOnLine()) Directive();
            else break;
        }
    }

    private void NewLine()
    {
        _at++;
        _line++;
        _lineStart = _at;
    }

    private bool IsFirstOnLine() => string.IsNullOrWhiteSpace(_text.Substring(_lineStart, _at - _lineStart));

    private void LineComment()
    {
        int start = _at;
        while (_at < _text.Length && Current != '\n') _at++;
        Comment(_line, [CommentText.Line(_text.Substring(start, _at - start))]);
    }

    private void BlockComment()
    {
        (int start, int line, int column) = (_at, _line, _at - _lineStart);
        _at += 2;
        while (_at < _text.Length && !(Current == '*' && Peek(1) == '/'))
        {
            if (Current == '\n') NewLine();
            else _at++;
        }

        if (_at >= _text.Length)
        {
            Report(
                IdlRules.Lexical,
                new(_file.Path, start, 2, line, column, line, column + 2),
                "This comment has no end");
            return;
        }

        _at += 2;
        Comment(line, CommentText.Block(_text.Substring(start, _at - start)));
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
        _commentEnd = _line;
    }

    // A comment that a blank line parts from the token is about something larger.
    private string TakeDoc(int line)
    {
        string doc = _comment.Count > 0 && line <= _commentEnd + 1 ? CommentText.Join(_comment) : "";
        _comment.Clear();
        return doc;
    }

    private void Directive()
    {
        (int start, int line, int column) = (_at, _line, _at - _lineStart);
        bool isQuoted = false;
        while (_at < _text.Length && Current != '\n' && (isQuoted || !(Current == '/' && Peek(1) is '/' or '*')))
        {
            if (Current == '"') isQuoted = !isQuoted;
            _at++;
        }

        _comment.Clear();
        string text = _text.Substring(start + 1, _at - start - 1);
        if (DirectiveText.Read(text, Span(start, line, column), ref _guard) is not { } directive) return;
        if (directive.Include is not null) _includes.Add(directive.Include);
        if (directive.Mistake is not null) _mistakes.Add(directive.Mistake);
    }
}
