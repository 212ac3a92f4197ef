namespace RpcStack.Evolution;

/// <summary>What a rule found: that two types fit, or where and how they do not.</summary>
internal sealed class Finding
{
    private Finding(string? reason, TypePair? pair, SchemaPath? path)
    {
        Reason = reason;
        Pair = pair;
        Path = path;
    }

    /// <summary>They fit, as far as this rule looks; types within them are judged on their own.</summary>
    public static Finding Fits { get; } = new(null, null, null);

    /// <summary>The difference, or null where there is none.</summary>
    public string? Reason { get; }

    /// <summary>The types that differ, or null where it is the operations that do.</summary>
    public TypePair? Pair { get; }

    /// <summary>Where in the operation, or null where it is the operations that differ.</summary>
    public SchemaPath? Path { get; }

    public static Finding Differs(TypePair pair, SchemaPath path, string how) => new(path + how, pair, path);

    public static Finding Because(string reason) => new(reason, null, null);
}
