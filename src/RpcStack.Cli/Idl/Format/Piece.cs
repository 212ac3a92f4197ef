namespace RpcStack.Cli.Idl.Format;

/// <summary>What stands between white space in an interface file.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text, as written.</param>
/// <param name="Start">Where it begins, in characters from the beginning of the file.</param>
/// <param name="Line">The line that it begins in, from 0.</param>
/// <param name="EndLine">The line that it ends in.</param>
internal sealed record Piece(PieceKind Kind, string Text, int Start, int Line, int EndLine)
{
    public bool IsComment => Kind is PieceKind.LineComment or PieceKind.BlockComment;

    public bool IsToken => Kind is PieceKind.Word or PieceKind.Quoted or PieceKind.Sign;

    public bool Is(string text) => Kind is PieceKind.Word or PieceKind.Sign && Text == text;

    /// <summary>Whether nothing stands between this and the next.</summary>
    public bool Touches(Piece next) => Start + Text.Length == next.Start;
}
