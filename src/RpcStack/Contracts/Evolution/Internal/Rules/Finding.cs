namespace RpcStack.Evolution;

/// <summary>What a rule found: that two types fit, or where and how they do not.</summary>
internal sealed class Finding
{
    private Finding(string? reason) => Reason = reason;

    /// <summary>They fit, as far as this rule looks; types within them are judged on their own.</summary>
    public static Finding Fits { get; } = new(null);

    /// <summary>The difference, or null where there is none.</summary>
    public string? Reason { get; }

    public static Finding Differs(SchemaPath path, string how) => new(path + how);
}
