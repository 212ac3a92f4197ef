namespace RpcStack.Generators.Idl.Syntax;

/// <summary>The kinds of tokens.</summary>
internal enum TokenKind
{
    /// <summary>An identifier or a keyword.</summary>
    Word,

    /// <summary>An integer literal, a <see cref="System.Numerics.BigInteger"/>.</summary>
    Integer,

    /// <summary>A floating-point literal, a <see cref="double"/>.</summary>
    Float,

    /// <summary>A character literal, a <see cref="char"/>.</summary>
    Character,

    /// <summary>A string literal, a <see cref="string"/>.</summary>
    Text,

    /// <summary>Punctuation or an operator.</summary>
    Sign,

    /// <summary>The end of the file.</summary>
    End,
}
