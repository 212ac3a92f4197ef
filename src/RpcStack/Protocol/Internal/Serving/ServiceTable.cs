using System.Collections.Concurrent;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>The named services of a server, and what runs the contracts of its objects; shared by its connections.</summary>
/// <param name="authorize">Asked before each handler, or null.</param>
/// <param name="interceptors">Around every handler; the first is the outermost.</param>
internal sealed class ServiceTable(
    Func<CallContext, ValueTask>? authorize = null, IReadOnlyList<IServiceInterceptor>? interceptors = null)
{
    private readonly ConcurrentDictionary<string, MappedService> _services = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ContractDescriptor, DispatchTable> _tables = new();

    /// <summary>Refuses a call by throwing; null where every call is served.</summary>
    public Func<CallContext, ValueTask>? Authorize => authorize;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => _services.Keys.Order(StringComparer.Ordinal);

    public bool TryAdd(string name, MappedService service) => _services.TryAdd(name, service);

    public MappedService? Find(string name) => _services.GetValueOrDefault(name);

    /// <summary>What runs a contract's operations, on whatever object.</summary>
    public DispatchTable TableOf<T>() where T : class, IContract<T> =>
        _tables.TryGetValue(T.Descriptor, out DispatchTable? table)
            ? table
            : _tables.GetOrAdd(T.Descriptor, DispatchTable.Of<T>(interceptors ?? []));
}
