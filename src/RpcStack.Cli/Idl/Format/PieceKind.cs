namespace RpcStack.Cli.Idl.Format;

/// <summary>The kinds of pieces.</summary>
internal enum PieceKind
{
    /// <summary>An identifier, a keyword or a number.</summary>
    Word,

    /// <summary>Text or a character between quotes.</summary>
    Quoted,

    /// <summary>Punctuation or an operator.</summary>
    Sign,

    /// <summary>From <c>//</c> to the end of the line.</summary>
    LineComment,

    /// <summary>From <c>/*</c> to <c>*/</c>, over as many lines as it likes.</summary>
    BlockComment,

    /// <summary>A line for the preprocessor or the C compiler, with those that it goes on in.</summary>
    Directive,
}
