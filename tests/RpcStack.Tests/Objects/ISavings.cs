namespace RpcStack.Tests.Objects;

/// <summary>An account that is more than one, which its holder may find out.</summary>
[RpcContract]
public partial interface ISavings : IAccount
{
    ValueTask<int> RateAsync(CancellationToken cancel = default);

    ValueTask<ISavings> TwinAsync(CancellationToken cancel = default);
}

/// <summary>Nothing that an account's holder should reach.</summary>
[RpcContract]
public partial interface IVault
{
    ValueTask EmptyAsync(CancellationToken cancel = default);
}
