namespace RpcStack.TestContracts;

/// <summary>A class with setters, and positions with gaps.</summary>
[RpcMessage(Name = "Test.Settings")]
public class Settings
{
    /// <summary>The name.</summary>
    [RpcField(0)]
    public required string Name { get; set; }

    /// <summary>How eager.</summary>
    [RpcField(3)]
    public int Level { get; set; }

    /// <summary>Words.</summary>
    [RpcField(2)]
    public List<string> Tags { get; init; } = [];

    /// <summary>Computed, so it does not travel.</summary>
    public bool IsTagged => Tags.Count > 0;

    /// <summary>Stays here.</summary>
    [RpcIgnore]
    public object? Cookie { get; set; }
}
