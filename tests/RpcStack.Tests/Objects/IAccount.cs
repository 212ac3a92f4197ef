namespace RpcStack.Tests.Objects;

/// <summary>An object that is passed by reference, and wants to know when nobody holds it any more.</summary>
[RpcContract]
public partial interface IAccount : IAsyncDisposable
{
    ValueTask<string> OwnerAsync(CancellationToken cancel = default);

    ValueTask<int> DepositAsync(int amount, CancellationToken cancel = default);
}
