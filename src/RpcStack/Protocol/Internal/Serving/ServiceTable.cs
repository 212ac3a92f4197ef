using System.Collections.Concurrent;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>The named services of a server, shared by its connections.</summary>
/// <param name="authorize">Asked before each handler, or null.</param>
internal sealed class ServiceTable(Func<CallContext, ValueTask>? authorize = null)
{
    private readonly ConcurrentDictionary<string, MappedService> _services = new(StringComparer.Ordinal);

    /// <summary>Refuses a call by throwing; null where every call is served.</summary>
    public Func<CallContext, ValueTask>? Authorize => authorize;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => _services.Keys.Order(StringComparer.Ordinal);

    public bool TryAdd(string name, MappedService service) => _services.TryAdd(name, service);

    public MappedService? Find(string name) => _services.GetValueOrDefault(name);
}
