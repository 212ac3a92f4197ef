namespace RpcStack.Tests.Objects;

/// <summary>Passes objects in every place where a value can stand.</summary>
[RpcContract]
public partial interface IBank
{
    ValueTask<IAccount> OpenAsync(string owner, CancellationToken cancel = default);

    ValueTask<IAccount?> FindAsync(string owner, CancellationToken cancel = default);

    ValueTask<string> OwnerOfAsync(IAccount account, int times, IAccount? other, CancellationToken cancel = default);

    ValueTask<bool> IsOwnAsync(IAccount account, CancellationToken cancel = default);

    ValueTask<IAccount> EchoAsync(IAccount account, CancellationToken cancel = default);

    ValueTask<Statement> StatementAsync(List<IAccount> accounts, CancellationToken cancel = default);

    IAsyncEnumerable<IAccount> AllAsync(int count, CancellationToken cancel = default);

    ValueTask<int> TakeAsync(IAsyncEnumerable<IAccount> accounts, CancellationToken cancel = default);

    ValueTask<string> NotifyAsync(IListener listener, string news, CancellationToken cancel = default);

    ValueTask KeepAsync(IListener listener, CancellationToken cancel = default);
}

[RpcMessage]
public sealed record Statement(string Title, IAccount First, Dictionary<string, IAccount> ByOwner, IAccount? None);
