namespace RpcStack.Tests.Objects;

/// <summary>What a client offers to be called back by.</summary>
[RpcContract]
public partial interface IListener
{
    ValueTask<string> TellAsync(string news, CancellationToken cancel = default);
}
