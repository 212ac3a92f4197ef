namespace RpcStack.TestContracts;

/// <summary>A recursive message.</summary>
[RpcMessage]
public sealed record Tree(string Name, IReadOnlyList<Tree> Children)
{
    /// <summary>Another way down.</summary>
    public Tree? Twin { get; init; }
}
