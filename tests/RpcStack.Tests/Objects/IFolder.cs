namespace RpcStack.Tests.Objects;

/// <summary>Objects that lead to objects, which is what promises are for.</summary>
[RpcContract]
public partial interface IFolder : IAsyncDisposable
{
    ValueTask<string> NameAsync(CancellationToken cancel = default);

    [Throws<NoFolder>]
    ValueTask<IFolder> OpenAsync(string name, CancellationToken cancel = default);

    Task<IFolder?> FindAsync(string name, CancellationToken cancel = default);

    ValueTask<string> MoveAsync(IFolder to, IFolder? also, CancellationToken cancel = default);

    IAsyncEnumerable<string> ListAsync(CancellationToken cancel = default);

    ValueTask<int> AppendAsync(IAsyncEnumerable<int> items, CancellationToken cancel = default);

    [Oneway]
    ValueTask TouchAsync(int stamp, CancellationToken cancel = default);
}

[RpcMessage]
public sealed partial class NoFolder(string name) : RpcFault($"there is no folder {name}")
{
    public string Name { get; } = name;
}
