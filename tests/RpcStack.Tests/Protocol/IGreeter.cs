namespace Sample;

/// <summary>The contract of the exchange in docs/wire-protocol.md.</summary>
[RpcStack.RpcContract]
public partial interface IGreeter
{
    ValueTask<string> GreetAsync(string name, CancellationToken cancel = default);
}
