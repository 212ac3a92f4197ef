using System.Collections.Immutable;

namespace Demo;

/// <summary>The base type's fields come first.</summary>
[RpcMessage]
public class Settings
{
    /// <summary>Required.</summary>
    [RpcField(0)]
    public required string Name { get; init; }

    /// <summary>After a gap.</summary>
    [RpcField(3)]
    public int? Level { get; set; }

    /// <summary>Computed.</summary>
    public int Length => Name.Length;

    /// <summary>Ignored.</summary>
    [RpcIgnore]
    public object? Cookie { get; set; }
}

/// <summary>A message that derives from one.</summary>
[RpcMessage]
public sealed class MoreSettings(string? hint) : Settings
{
    /// <summary>Out of order.</summary>
    [RpcField(2)]
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>A tuple.</summary>
    [RpcField(5)]
    public (int Low, string? High) Range { get; set; }

    /// <summary>Given to the constructor.</summary>
    [RpcField(4)]
    public string? Hint { get; } = hint;
}
