using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace RpcStack.Tests.Objects;

public sealed class Bank : IBank
{
    public ConcurrentDictionary<string, Account> Accounts { get; } = new();

    /// <summary>What <see cref="KeepAsync"/> was given last.</summary>
    public IListener? Kept { get; private set; }

    public ValueTask<IAccount> OpenAsync(string owner, CancellationToken cancel) =>
        new(Accounts.GetOrAdd(owner, o => new Account(o)));

    public ValueTask<IAccount?> FindAsync(string owner, CancellationToken cancel) =>
        new(Accounts.GetValueOrDefault(owner));

    public async ValueTask<string> OwnerOfAsync(IAccount account, int times, IAccount? other, CancellationToken cancel)
    {
        string name = await account.OwnerAsync(cancel);
        return $"{string.Concat(Enumerable.Repeat(name, times))}{(ReferenceEquals(account, other) ? " same" : "")}";
    }

    public ValueTask<bool> IsOwnAsync(IAccount account, CancellationToken cancel) => new(account is Account);

    public ValueTask<IAccount> EchoAsync(IAccount account, CancellationToken cancel) => new(account);

    public ValueTask<Statement> StatementAsync(List<IAccount> accounts, CancellationToken cancel) => new(new Statement(
        $"{accounts.Count} of {accounts.Distinct().Count()}",
        accounts[0],
        accounts.Distinct().Select((account, i) => (account, i)).ToDictionary(p => $"{p.i}", p => p.account),
        null));

    public async IAsyncEnumerable<IAccount> AllAsync(int count, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 0; i < count; i++) yield return await OpenAsync($"{i}", cancel);
    }

    public async ValueTask<int> TakeAsync(IAsyncEnumerable<IAccount> accounts, CancellationToken cancel)
    {
        int sum = 0;
        await foreach (IAccount account in accounts.WithCancellation(cancel))
        {
            sum += await account.DepositAsync(1, cancel);
            await account.DisposeAsync();
        }

        return sum;
    }

    public ValueTask<string> NotifyAsync(IListener listener, string news, CancellationToken cancel) =>
        listener.TellAsync(news, cancel);

    public ValueTask KeepAsync(IListener listener, CancellationToken cancel)
    {
        Kept = listener;
        return default;
    }
}
