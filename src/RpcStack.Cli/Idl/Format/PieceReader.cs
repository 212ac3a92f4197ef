namespace RpcStack.Cli.Idl.Format;

/// <summary>
/// Cuts an interface file into pieces and loses none. The front ends' lexers throw away what a formatter must keep:
/// comments' marks, preprocessor lines, and what those leave out.
/// </summary>
internal sealed class PieceReader
{
    private readonly string _text;
    private readonly bool _isXdr;
    private readonly List<Piece> _pieces = [];
    private int _at;
    private int _line;
    private int _lineStart;

    private PieceReader(string text, bool isXdr)
    {
        _text = text;
        _isXdr = isXdr;
    }

    /// <summary>The pieces of a text whose lines end with line feeds.</summary>
    public static IReadOnlyList<Piece> Read(string text, bool isXdr)
    {
        var reader = new PieceReader(text, isXdr);
        while (reader.SkipSpace()) reader.Next();
        return reader._pieces;
    }

    private char Current => Peek(0);

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool SkipSpace()
    {
        while (_at < _text.Length)
        {
            if (Current == '\n' || (_isXdr && IsJoin)) NewLine();
            else if (char.IsWhiteSpace(Current) || Current is '\ufeff' or '\0' or '\x1a') _at++;
            else return true;
        }

        return false;
    }

    private void Next()
    {
        (int start, int line) = (_at, _line);
        PieceKind kind = Cut();
        string text = _text[start.._at];
        if (kind is PieceKind.Directive or PieceKind.LineComment) text = text.TrimEnd();
        _pieces.Add(new(kind, text, start, line, _line));
    }

    private PieceKind Cut() => Current switch
    {
        '#' when string.IsNullOrWhiteSpace(_text[_lineStart.._at]) => Directive(),
        '%' when _isXdr && _at == _lineStart => Directive(),
        '/' when Peek(1) == '/' => LineComment(),
        '/' when Peek(1) == '*' => BlockComment(),
        '"' => Quoted(),
        '\'' when !_isXdr => Quoted(),
        'L' when !_isXdr && Peek(1) is '"' or '\'' => Quoted(),
        '.' when char.IsAsciiDigit(Peek(1)) => Word(),
        '_' => Word(),
        _ when char.IsAsciiLetterOrDigit(Current) => Word(),
        _ => Sign(),
    };

    private bool IsJoin => Current == '\\' && Peek(1) == '\n';

    private void NewLine()
    {
        _at += Current == '\n' ? 1 : 2;
        _line++;
        _lineStart = _at;
    }

    private PieceKind Directive()
    {
        // What follows a percent sign is C's own business; of its comments only those of macros end elsewhere.
        bool hasComments = Current == '#' || _text.AsSpan(_at + 1).TrimStart(" \t").StartsWith("#");
        bool isQuoted = false;
        while (_at < _text.Length && Current != '\n')
        {
            if (Current == '"') isQuoted = !isQuoted;
            if (_isXdr && IsJoin) NewLine();
            else if (hasComments && !isQuoted && Current == '/' && Peek(1) == '*') BlockComment();
            else _at++;
        }

        return PieceKind.Directive;
    }

    private PieceKind LineComment()
    {
        while (_at < _text.Length && Current != '\n') _at++;
        return PieceKind.LineComment;
    }

    private PieceKind BlockComment()
    {
        for (_at += 2; _at < _text.Length && !(Current == '*' && Peek(1) == '/');)
        {
            if (Current == '\n') NewLine();
            else _at++;
        }

        _at = Math.Min(_at + 2, _text.Length);
        return PieceKind.BlockComment;
    }

    private PieceKind Quoted()
    {
        if (Current == 'L') _at++;
        char quote = Current;
        for (_at++; Current != quote && Current is not ('\n' or '\0');)
            _at += Current == '\\' && Peek(1) is not ('\n' or '\0') ? 2 : 1;
        if (Current == quote) _at++;
        return PieceKind.Quoted;
    }

    private PieceKind Word()
    {
        bool isDecimal = Current == '.' || (char.IsAsciiDigit(Current) && Peek(1) is not ('x' or 'X'));
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_' || (isDecimal && Current == '.'))
        {
            bool hasSign = isDecimal && Current is 'e' or 'E' && Peek(1) is '+' or '-';
            _at += hasSign ? 2 : 1;
        }

        return PieceKind.Word;
    }

    private PieceKind Sign()
    {
        bool isLong = !_isXdr && (Current, Peek(1)) is (':', ':') or ('<', '<');
        _at += isLong ? 2 : 1;
        return PieceKind.Sign;
    }
}
