namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>The kinds of tokens.</summary>
internal enum XdrTokenKind
{
    /// <summary>An identifier or a keyword.</summary>
    Word,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Text between quotes, without them.</summary>
    Text,

    /// <summary>A sign.</summary>
    Sign,

    /// <summary>The end of the file, or of a preprocessor line.</summary>
    End,
}
