extern alias Generator;

using Generator::RpcStack.Generators.Idl.Syntax;
using Generator::RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Cli.Idl.Format;

/// <summary>What sets the languages apart where they are laid out.</summary>
/// <param name="isXdr">Whether it is ONC RPC language, and else OMG IDL.</param>
internal sealed class Dialect(bool isXdr)
{
    private const string Signs = "{}()[]<>;:,=+-*/%~&|^@";

    public bool IsKeyword(Piece piece) => piece.Kind == PieceKind.Word
        && (isXdr ? XdrKeywords.IsReserved(piece.Text) : Keywords.IsReserved(piece.Text));

    public Role RoleOf(Piece token, Piece? before, Role roleBefore, Position at) => token switch
    {
        { Kind: PieceKind.Word } when before?.Is("@") == true => Role.Annotation,
        { Kind: not PieceKind.Sign } => Role.Plain,
        { Text: "<" } => Role.AngleOpen,
        { Text: ">" } when at.IsInAngles => Role.AngleClose,
        { Text: ":" } when at.IsLabel => Role.LabelEnd,
        { Text: "*" } when isXdr => Role.Prefix,
        { Text: "-" or "+" or "~" } when before is null || IsKeyword(before) || IsOperator(before) => Role.Prefix,
        { Text: "(" } when before is { Kind: PieceKind.Word } && !IsKeyword(before) && roleBefore != Role.Annotation =>
            Role.Parameters,
        _ => Role.Plain,
    };

    /// <summary>Whether a space parts two tokens of a line.</summary>
    public bool HasSpace(Piece before, Role roleBefore, Piece token, Role role)
    {
        if (IsStray(before) || IsStray(token)) return !before.Touches(token);
        if (token.Kind == PieceKind.Sign && token.Text is ";" or "," or ")" or "]" or "[") return false;
        if (before.Kind == PieceKind.Sign && before.Text is "(" or "[" or "@" or "::") return false;
        if (roleBefore is Role.Prefix or Role.AngleOpen || role is Role.AngleOpen or Role.LabelEnd or Role.Parameters)
            return false;
        // Before IDL 4, two angle brackets in one were an operator, and many compilers still say so.
        if (role == Role.AngleClose) return roleBefore == Role.AngleClose;
        return token switch
        {
            { Kind: PieceKind.Sign, Text: "::" } => before.Kind != PieceKind.Word
                || (IsKeyword(before) && roleBefore != Role.Annotation),
            { Kind: PieceKind.Sign, Text: "(" } => roleBefore != Role.Annotation,
            { Kind: PieceKind.Sign, Text: ">" } => roleBefore == Role.AngleClose || !before.Is(">"),
            { Kind: PieceKind.Sign, Text: "}" } => !before.Is("{"),
            _ => true,
        };
    }

    private static bool IsOperator(Piece piece) => piece.Kind == PieceKind.Sign && piece.Text is not (")" or "]");

    // Only what an #if leaves out may hold what the language does not know.
    private static bool IsStray(Piece piece) => piece.Kind == PieceKind.Sign
        && piece.Text is not ("::" or "<<")
        && !Signs.Contains(piece.Text[0], StringComparison.Ordinal);
}
