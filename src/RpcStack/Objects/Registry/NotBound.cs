namespace RpcStack;

/// <summary>The name stands for nothing.</summary>
[RpcMessage]
public sealed class NotBound(string name) : RpcFault($"'{name}' stands for nothing.")
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
