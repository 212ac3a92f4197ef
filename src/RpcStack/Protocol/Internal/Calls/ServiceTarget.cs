namespace RpcStack.Protocol.Internal.Calls;

/// <summary>A service by name, and the promise that stands for it on the connection that was used last.</summary>
internal sealed class ServiceTarget(ContractDescriptor contract, string name) : RpcTarget(contract, name)
{
    public Resolution? Resolution { get; set; }
}
