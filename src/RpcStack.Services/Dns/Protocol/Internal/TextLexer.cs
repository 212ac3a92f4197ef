namespace RpcStack.Services.Dns.Protocol;

/// <summary>
/// Takes a zone file apart into entries: lines, or several where parentheses join them (RFC 1035 §5.1).
/// </summary>
internal sealed class TextLexer(string text)
{
    private int _at;
    private int _lineStart;
    private TextToken? _open;

    /// <summary>The line, from 1.</summary>
    internal int Line { get; private set; } = 1;

    /// <summary>The column, from 1; every character counts as one.</summary>
    internal int Column => _at - _lineStart + 1;

    /// <summary>Whether the entry's line started with a space: its owner is the one before.</summary>
    internal bool IsOwnerBlank { get; private set; }

    /// <summary>Reads the next entry that has any token; false at the end of the text.</summary>
    /// <exception cref="TextException">
    /// A string or a parenthesis is not closed. Reading can go on with the next line.
    /// </exception>
    internal bool ReadEntry(List<TextToken> tokens)
    {
        tokens.Clear();
        _open = null;
        IsOwnerBlank = false;
        while (_at < text.Length)
        {
            char c = text[_at];
            switch (c)
            {
                case '\n':
                    if (_open is null && tokens.Count > 0) return true;
                    NextLine();
                    break;
                case ' ' or '\t' or '\r':
                    if (_at == _lineStart && tokens.Count == 0) IsOwnerBlank = true;
                    _at++;
                    break;
                case ';':
                    SkipToLineEnd();
                    break;
                case '(':
                    if (_open is not null) throw Failure("parentheses do not nest");
                    _open = new TextToken("(", false, Line, Column);
                    _at++;
                    break;
                case ')':
                    if (_open is null) throw Failure("there is no '(' for this ')'");
                    _open = null;
                    _at++;
                    break;
                case '"':
                    tokens.Add(ReadQuoted());
                    break;
                default:
                    tokens.Add(ReadWord());
                    break;
            }
        }

        if (_open is { } open) throw new TextException(open.Line, open.Column, "this '(' is not closed");
        return tokens.Count > 0;
    }

    private void NextLine()
    {
        _at++;
        Line++;
        _lineStart = _at;
        if (_open is null) IsOwnerBlank = false;
    }

    private void SkipToLineEnd()
    {
        int end = text.IndexOf('\n', _at);
        _at = end < 0 ? text.Length : end;
    }

    private TextToken ReadQuoted()
    {
        int column = Column;
        int start = ++_at;
        for (; _at < text.Length && text[_at] != '\n'; _at++)
        {
            if (text[_at] == '"') return new TextToken(text[start.._at++], IsQuoted: true, Line, column);
            if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] != '\n') _at++;
        }

        throw new TextException(Line, column, "this string is not closed on its line");
    }

    private TextToken ReadWord()
    {
        int column = Column;
        int start = _at;
        while (_at < text.Length && !" \t\r\n;()\"".Contains(text[_at], StringComparison.Ordinal))
        {
            bool isEscape = text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] is not ('\r' or '\n');
            _at += isEscape ? 2 : 1;
        }

        return new TextToken(text[start.._at], IsQuoted: false, Line, column);
    }

    private TextException Failure(string problem)
    {
        var failure = new TextException(Line, Column, problem);
        SkipToLineEnd();
        return failure;
    }
}
