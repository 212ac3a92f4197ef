namespace RpcStack.Cli.Idl.Format;

/// <summary>
/// Lays an interface file out: lines and spaces follow from its tokens alone, but for the empty lines between
/// declarations and the places of comments, which say what they are about.
/// </summary>
internal sealed class Formatter
{
    private readonly Dialect _dialect;
    private readonly IReadOnlyList<Piece> _pieces;
    private readonly LineWriter _lines = new();
    private readonly Stack<Position> _conditions = new();
    private Position _at = new();
    private Piece? _token;
    private Role _role;
    private bool _mustBreak;

    private Formatter(IReadOnlyList<Piece> pieces, bool isXdr)
    {
        _pieces = pieces;
        _dialect = new(isXdr);
    }

    /// <summary>Lays a text out that has no mistakes in its syntax; it keeps the kind of its line ends.</summary>
    public static string Format(string text, bool isXdr)
    {
        bool hasReturns = text.Contains("\r\n", StringComparison.Ordinal);
        if (hasReturns) text = text.ReplaceLineEndings("\n");
        var formatter = new Formatter(PieceReader.Read(text, isXdr), isXdr);
        for (int i = 0; i < formatter._pieces.Count; i++) formatter.Put(i);
        string formatted = formatter._lines.Finish();
        return hasReturns ? formatted.ReplaceLineEndings("\r\n") : formatted;
    }

    private void Put(int index)
    {
        Piece piece = _pieces[index];
        if (piece.Kind == PieceKind.Directive) PutDirective(index);
        else if (piece.IsComment) PutComment(index);
        else PutToken(index);
    }

    private void PutToken(int index)
    {
        Piece token = _pieces[index];
        Role role = _dialect.RoleOf(token, _token, _role, _at);
        bool isEmpty = index > 0 && token.Is("}") && _pieces[index - 1].Is("{");
        if (_mustBreak || (_at.BreaksBefore(token) && !isEmpty))
            _lines.Break(_at.IndentOf(token, isComment: false), HasGap(index) && !token.Is("}"));
        _lines.Add(token.Text, _token is not null && _dialect.HasSpace(_token, _role, token, role), role: role);
        _mustBreak = false;
        _at = _at.After(token, role);
        (_token, _role) = (token, role);
    }

    // What stands behind a token on its line is about that, all else about what follows.
    private void PutComment(int index)
    {
        Piece comment = _pieces[index];
        bool isBehind = _token?.EndLine == comment.Line;
        int depth = _at.IndentOf(_pieces.Skip(index).FirstOrDefault(piece => piece.IsToken), isComment: true);
        if (!isBehind) _lines.Break(depth, HasGap(index));
        _lines.Add(Aligned(comment.Text, depth), hasSpace: true, isComment: true);
        _mustBreak = !isBehind || comment.Kind == PieceKind.LineComment;
    }

    private void PutDirective(int index)
    {
        Piece directive = _pieces[index];
        _lines.Break(depth: 0, HasGap(index));
        _lines.Add(directive.Text, hasSpace: false, isComment: true);
        _mustBreak = true;
        string name = directive.Text.TrimStart('#', ' ', '\t');
        if (name.StartsWith("if", StringComparison.Ordinal)) _conditions.Push(_at);
        else if (name.StartsWith("el", StringComparison.Ordinal) && _conditions.Count > 0) _at = _conditions.Peek();
        else if (name.StartsWith("endif", StringComparison.Ordinal) && _conditions.Count > 0) _conditions.Pop();
    }

    private bool HasGap(int index) => index > 0
        && _pieces[index].Line > _pieces[index - 1].EndLine + 1
        && !_pieces[index - 1].Is("{");

    // The stars of a comment stand below each other; what has none is a drawing, perhaps, and stays.
    private static string Aligned(string comment, int depth)
    {
        string[] lines = [.. comment.Split('\n').Select(line => line.TrimEnd())];
        bool hasStars = lines.Skip(1).All(line => line.TrimStart().StartsWith('*'));
        string margin = new(' ', depth * 2 + 1);
        return string.Join('\n', lines.Select((line, i) => i > 0 && hasStars ? margin + line.TrimStart() : line));
    }
}
