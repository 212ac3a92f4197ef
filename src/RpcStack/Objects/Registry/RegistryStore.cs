using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RpcStack.Objects;

/// <summary>The names of one server: those of its own services, and those that were bound.</summary>
/// <param name="services">The server's own services, with their contracts.</param>
/// <param name="limit">How many names may be bound.</param>
internal sealed class RegistryStore(Func<IEnumerable<(string Name, string Contract)>> services, int limit) : IRegistry
{
    /// <summary>How many changes a watcher may be behind.</summary>
    private const int MaxBehind = 1024;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Binding> _bound = new(StringComparer.Ordinal);
    private readonly HashSet<Channel<RegistryChange>> _watchers = [];

    public ValueTask BindAsync(Binding binding, CancellationToken cancel = default)
    {
        Check(binding);
        lock (_gate)
        {
            if (Find(binding.Name) is { } taken) throw new AlreadyBound(taken);
            Set(binding, RegistryEvent.Bound);
        }

        return default;
    }

    public ValueTask RebindAsync(Binding binding, CancellationToken cancel = default)
    {
        Check(binding);
        lock (_gate)
        {
            bool isBound = _bound.ContainsKey(binding.Name);
            if (!isBound && Find(binding.Name) is { } own) throw new AlreadyBound(own);
            Set(binding, isBound ? RegistryEvent.Rebound : RegistryEvent.Bound);
        }

        return default;
    }

    public ValueTask UnbindAsync(string name, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_gate)
        {
            if (!_bound.Remove(name, out Binding? binding))
            {
                throw Find(name) is null ? new NotBound(name) : new RpcException(
                    RpcStatus.PermissionDenied, $"'{name}' is a service of the server's own, and stays one.", RpcPhase.Handler);
            }

            Tell(new RegistryChange(RegistryEvent.Unbound, binding));
        }

        return default;
    }

    public ValueTask<Binding> LookupAsync(string name, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_gate) return new(Find(name) ?? throw new NotBound(name));
    }

    public ValueTask<IReadOnlyList<Binding>> ListAsync(CancellationToken cancel = default)
    {
        lock (_gate) return new((IReadOnlyList<Binding>)All());
    }

    public async IAsyncEnumerable<RegistryChange> WatchAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var changes = Channel.CreateBounded<RegistryChange>(MaxBehind);
        List<Binding> all;
        lock (_gate)
        {
            all = All();
            _watchers.Add(changes);
        }

        try
        {
            foreach (Binding binding in all) yield return new RegistryChange(RegistryEvent.Bound, binding);
            await foreach (RegistryChange change in changes.Reader.ReadAllAsync(cancel).ConfigureAwait(false)) yield return change;
        }
        finally
        {
            lock (_gate) _watchers.Remove(changes);
        }
    }

    private static void Check(Binding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        if (binding.Name.Length == 0) throw Unfit("a binding needs a name");
        if (!Transports.RpcEndpoint.TryParse(binding.Endpoint, out _))
            throw Unfit($"'{binding.Name}' needs an endpoint to stand for, and '{binding.Endpoint}' is none");
    }

    private static RpcException Unfit(string why) => new(RpcStatus.InvalidArgument, why, RpcPhase.Handler);

    private Binding? Find(string name)
    {
        if (_bound.TryGetValue(name, out Binding? bound)) return bound;
        foreach ((string own, string contract) in services())
            if (own == name) return new Binding(name, "", contract);
        return null;
    }

    private List<Binding> All() =>
    [
        .. services().Where(s => !_bound.ContainsKey(s.Name)).Select(s => new Binding(s.Name, "", s.Contract))
            .Concat(_bound.Values).OrderBy(b => b.Name, StringComparer.Ordinal),
    ];

    private void Set(Binding binding, RegistryEvent what)
    {
        if (what is RegistryEvent.Bound && _bound.Count >= limit)
            throw new RpcException(RpcStatus.ResourceExhausted, $"{limit} names are bound, and more may not be", RpcPhase.Handler);
        _bound[binding.Name] = binding;
        Tell(new RegistryChange(what, binding));
    }

    private void Tell(RegistryChange change)
    {
        foreach (Channel<RegistryChange> watcher in _watchers)
        {
            if (!watcher.Writer.TryWrite(change))
            {
                watcher.Writer.TryComplete(new RpcException(
                    RpcStatus.ResourceExhausted, $"the watcher is {MaxBehind} changes behind", RpcPhase.Handler));
            }
        }
    }
}
