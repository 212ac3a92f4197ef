using System.Collections.Immutable;

namespace RpcStack.Cli.Idl.Format;

/// <summary>Where in the structure of a file its formatter is.</summary>
internal sealed record Position
{
    private const int Continued = 2;

    private ImmutableStack<Block> Blocks { get; init; } = [];

    // For each open angle bracket the parentheses that were open then.
    private ImmutableStack<int> Angles { get; init; } = [];

    private int Parentheses { get; init; }

    private BlockKind? Head { get; init; }

    /// <summary>Whether a declaration has begun and not ended.</summary>
    public bool IsInStatement { get; private init; }

    /// <summary>Whether a union's label has begun and not ended.</summary>
    public bool IsLabel { get; private init; }

    /// <summary>Whether a closing angle bracket would have an opening one, and be no operator.</summary>
    public bool IsInAngles => !Angles.IsEmpty && Angles.Peek() == Parentheses;

    /// <summary>Whether a token begins a line.</summary>
    public bool BreaksBefore(Piece token) => !IsInStatement || token.Is("}");

    /// <summary>How deep a line stands that begins with a token, or with a comment above it.</summary>
    public int IndentOf(Piece? token, bool isComment)
    {
        if (token?.Is("}") == true) return Depth(Outer) + (isComment ? 1 : 0);
        if (IsInStatement) return Depth(Blocks) + Continued;
        return token is not null && BeginsLabel(token) ? Depth(Outer) + 1 : Depth(Blocks);
    }

    /// <summary>Where a token leads.</summary>
    public Position After(Piece token, Role role) => (role, token.Kind, token.Text) switch
    {
        (Role.AngleOpen, _, _) => this with { Angles = Angles.Push(Parentheses) },
        (Role.AngleClose, _, _) => this with { Angles = Angles.Pop() },
        (Role.LabelEnd, _, _) => Next(Outer.Push(new(BlockKind.Union, IsInArm: true))),
        (_, PieceKind.Sign, "{") => Next(Blocks.Push(new(Head ?? BlockKind.Other))),
        (_, PieceKind.Sign, "}") => new Position { Blocks = Outer, IsInStatement = true },
        (_, PieceKind.Sign, ";") => Next(Blocks),
        (_, PieceKind.Sign, ",") when Parentheses == 0 && IsIn(BlockKind.Enumeration) => Next(Blocks),
        (_, PieceKind.Sign, "(") => this with { Parentheses = Parentheses + 1 },
        (_, PieceKind.Sign, ")") => this with { Parentheses = Math.Max(0, Parentheses - 1) },
        (_, PieceKind.Word, _) => AfterWord(token),
        _ => this with { IsInStatement = true },
    };

    private Position AfterWord(Piece word) => this with
    {
        IsInStatement = true,
        IsLabel = IsLabel || BeginsLabel(word),
        Head = Head ?? word.Text switch
        {
            "enum" => BlockKind.Enumeration,
            "union" => BlockKind.Union,
            "struct" or "interface" or "module" or "exception" or "program" or "version" => BlockKind.Other,
            _ => null,
        },
    };

    private ImmutableStack<Block> Outer => Blocks.IsEmpty ? Blocks : Blocks.Pop();

    private static Position Next(ImmutableStack<Block> blocks) => new() { Blocks = blocks };

    private static int Depth(ImmutableStack<Block> blocks) => blocks.Sum(block => block.IsInArm ? 2 : 1);

    private bool IsIn(BlockKind kind) => !Blocks.IsEmpty && Blocks.Peek().Kind == kind;

    private bool BeginsLabel(Piece token) =>
        !IsInStatement && IsIn(BlockKind.Union) && token.Kind == PieceKind.Word && token.Text is "case" or "default";
}
