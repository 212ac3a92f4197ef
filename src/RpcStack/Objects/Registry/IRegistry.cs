namespace RpcStack;

/// <summary>
/// Names of objects: what one reaches them by from nothing. Every server has one, in which its own services stand. Whoever may
/// call it may read; only callers on its machine, and those whom the server says, may write. For peers in other languages it
/// is <c>idl/registry.idl</c>.
/// </summary>
[RpcContract]
public partial interface IRegistry
{
    /// <summary>Gives something a name that stands for nothing.</summary>
    [Throws<AlreadyBound>]
    ValueTask BindAsync(Binding binding, CancellationToken cancel = default);

    /// <summary>Gives something a name, whatever that stands for; a service of the server keeps its own.</summary>
    [Idempotent]
    [Throws<AlreadyBound>]
    ValueTask RebindAsync(Binding binding, CancellationToken cancel = default);

    /// <summary>Takes a name away; a service of the server keeps its own.</summary>
    [Throws<NotBound>]
    ValueTask UnbindAsync([RpcLength(1024)] string name, CancellationToken cancel = default);

    /// <summary>What a name stands for.</summary>
    [Idempotent]
    [Throws<NotBound>]
    ValueTask<Binding> LookupAsync([RpcLength(1024)] string name, CancellationToken cancel = default);

    /// <summary>All names, in order.</summary>
    [Idempotent]
    ValueTask<IReadOnlyList<Binding>> ListAsync(CancellationToken cancel = default);

    /// <summary>All names, and then what happens to them.</summary>
    [Idempotent]
    IAsyncEnumerable<RegistryChange> WatchAsync(CancellationToken cancel = default);
}
