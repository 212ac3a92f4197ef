namespace RpcStack.DynamicProxies;

/// <summary>
/// An interface is no contract, or one that the generator would refuse: the message says what is wrong with it, where, and the
/// id of the generator's diagnostic, which <c>docs/diagnostics</c> explains.
/// </summary>
public sealed class ContractException : Exception
{
    internal ContractException(string id, string message) : base($"{id}: {message}") => Id = id;

    /// <summary>The diagnostic: <c>RPC0007</c>.</summary>
    public string Id { get; }
}
