namespace RpcStack.Objects;

/// <summary>A registry as peers see it, who may all read, and only some of whom may write.</summary>
internal sealed class GuardedRegistry(IRegistry registry, Administrators administrators) : IRegistry
{
    public ValueTask BindAsync(Binding binding, CancellationToken cancel = default)
    {
        administrators.Check();
        return registry.BindAsync(binding, cancel);
    }

    public ValueTask RebindAsync(Binding binding, CancellationToken cancel = default)
    {
        administrators.Check();
        return registry.RebindAsync(binding, cancel);
    }

    public ValueTask UnbindAsync(string name, CancellationToken cancel = default)
    {
        administrators.Check();
        return registry.UnbindAsync(name, cancel);
    }

    public ValueTask<Binding> LookupAsync(string name, CancellationToken cancel = default) => registry.LookupAsync(name, cancel);

    public ValueTask<IReadOnlyList<Binding>> ListAsync(CancellationToken cancel = default) => registry.ListAsync(cancel);

    public IAsyncEnumerable<RegistryChange> WatchAsync(CancellationToken cancel = default) => registry.WatchAsync(cancel);
}
