using System.Collections.Concurrent;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>The named services of a server, and what runs the contracts of its objects; shared by its connections.</summary>
/// <param name="authorize">Asked before each handler, or null.</param>
/// <param name="interceptors">Around every handler; the first is the outermost.</param>
internal sealed class ServiceTable(
    Func<CallContext, ValueTask>? authorize = null, IReadOnlyList<IServiceInterceptor>? interceptors = null)
    : ILoadedContractVisitor<DispatchTable>
{
    private readonly ConcurrentDictionary<string, MappedService> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Lazy<MappedService>> _standard = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ContractDescriptor, DispatchTable> _tables = new();

    /// <summary>Refuses a call by throwing; null where every call is served.</summary>
    public Func<CallContext, ValueTask>? Authorize => authorize;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => _services.Keys.Order(StringComparer.Ordinal);

    /// <summary>Every service with the name of its contract.</summary>
    public IEnumerable<(string Name, string Contract)> Contracts =>
        _services.Select(s => (s.Key, s.Value.Table.Contract.Name));

    /// <summary>Has what comes with every server, unless a service has its name.</summary>
    public void AddStandard<T>(T service) where T : class, IContract<T> =>
        _standard[T.Descriptor.Name] = new(() => new MappedService(service, TableOf<T>()));

    public bool TryAdd(string name, MappedService service) => _services.TryAdd(name, service);

    public MappedService? Find(string name) => _services.GetValueOrDefault(name)
        ?? (_standard.TryGetValue(name, out Lazy<MappedService>? standard) ? standard.Value : null);

    /// <summary>What runs the operations of a contract that extends the given one and that an object has, or null.</summary>
    public DispatchTable? FindTable(string contract, ContractDescriptor given, object service) =>
        LoadedContract.Find(contract, given, service)?.Accept(this);

    DispatchTable ILoadedContractVisitor<DispatchTable>.Visit<T>() => TableOf<T>();

    /// <summary>What runs a contract's operations, on whatever object.</summary>
    public DispatchTable TableOf<T>() where T : class, IContract<T> =>
        _tables.TryGetValue(T.Descriptor, out DispatchTable? table)
            ? table
            : _tables.GetOrAdd(T.Descriptor, DispatchTable.Of<T>(interceptors ?? []));
}
