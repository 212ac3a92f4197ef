using RpcStack;

namespace Bank;

// The service: the one object that a client finds by name. All others it is given.
[RpcContract]
internal partial interface IBank
{
    ValueTask<IAccount> OpenAsync(string owner, CancellationToken cancel = default);
}
