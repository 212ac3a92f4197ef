namespace RpcStack.DynamicProxies.Proxies;

/// <summary>What stands for an object of a contract that the generator never saw.</summary>
internal interface IDynamicObject
{
    /// <summary>The object, or the proxy through which a remote one is called.</summary>
    object Target { get; }
}
