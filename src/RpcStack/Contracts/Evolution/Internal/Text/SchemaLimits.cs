namespace RpcStack.Evolution;

/// <summary>What a text may cost the one who reads it: it comes from a peer.</summary>
internal static class SchemaLimits
{
    /// <summary>A text's length, in UTF-16 code units.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>A text's lines.</summary>
    public const int MaxLines = 1 << 15;

    /// <summary>A line's length.</summary>
    public const int MaxLineLength = 1 << 14;

    /// <summary>How deep lists, maps, optionals and messages without a name nest within one type.</summary>
    public const int MaxNesting = 32;
}
