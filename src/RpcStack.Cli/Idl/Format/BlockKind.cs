namespace RpcStack.Cli.Idl.Format;

/// <summary>The blocks whose bodies are laid out in different ways.</summary>
internal enum BlockKind
{
    /// <summary>Declarations, each with its semicolon.</summary>
    Other,

    /// <summary>Names with commas between them.</summary>
    Enumeration,

    /// <summary>Declarations below labels.</summary>
    Union,
}
