using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>A token.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text; of an escaped identifier, the text without the underscore.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Token(TokenKind Kind, string Text, SourceSpan Place)
{
    /// <summary>What a literal means.</summary>
    public object? Value { get; init; }

    /// <summary>Whether it is a literal that means nothing, which is reported.</summary>
    public bool IsBroken => Value is null && Kind is not (TokenKind.Word or TokenKind.Sign or TokenKind.End);

    /// <summary>Whether it is an identifier with an underscore in front, and so no keyword.</summary>
    public bool IsEscaped { get; init; }

    /// <summary>The comment right above it.</summary>
    public string Doc { get; init; } = "";

    /// <summary>The comment behind it on its line.</summary>
    public string Trailing { get; set; } = "";

    public bool Is(string text) => !IsEscaped && Kind is TokenKind.Word or TokenKind.Sign && Text == text;
}
