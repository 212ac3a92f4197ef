using System.Collections.Concurrent;

namespace Bank;

internal sealed class SmallBank : IBank
{
    private readonly ConcurrentDictionary<string, Account> _accounts = new();

    public ValueTask<IAccount> OpenAsync(string owner, CancellationToken cancel = default) =>
        ValueTask.FromResult<IAccount>(_accounts.GetOrAdd(owner, name => new Account(name)));
}
