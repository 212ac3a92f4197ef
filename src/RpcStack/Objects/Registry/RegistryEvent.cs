namespace RpcStack;

/// <summary>What happened to a name.</summary>
public enum RegistryEvent
{
    /// <summary>It was bound, or is as the watch begins.</summary>
    Bound,

    /// <summary>It stands for something else.</summary>
    Rebound,

    /// <summary>It stands for nothing.</summary>
    Unbound,
}
