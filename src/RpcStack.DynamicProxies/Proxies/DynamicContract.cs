using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using RpcStack.DynamicProxies.Contracts;
using RpcStack.DynamicProxies.Marshalling;

namespace RpcStack.DynamicProxies.Proxies;

/// <summary>A contract as it was read by reflection, once.</summary>
internal sealed class DynamicContract
{
    private static readonly ConcurrentDictionary<Type, DynamicContract> Known = new();

    public DynamicContract(Type type, ContractDescriptor descriptor, IReadOnlyList<DynamicContract> bases, IReadOnlyList<DynamicOperation> operations)
    {
        Type = type;
        Descriptor = descriptor;
        All = [.. bases.SelectMany(b => b.All).Append(this).Distinct()];
        Own = operations;
        ByMethod = All.SelectMany(c => c.Own).ToFrozenDictionary(o => o.Method);
    }

    public Type Type { get; }

    public ContractDescriptor Descriptor { get; }

    /// <summary>The operations that it declares itself.</summary>
    public IReadOnlyList<DynamicOperation> Own { get; }

    /// <summary>The contracts that it extends, then itself.</summary>
    public IReadOnlyList<DynamicContract> All { get; }

    /// <summary>Every operation by its method, those of extended contracts too.</summary>
    public FrozenDictionary<MethodInfo, DynamicOperation> ByMethod { get; }

    /// <exception cref="ContractException">It is none.</exception>
    public static DynamicContract Of(Type contract) => Known.TryGetValue(contract, out DynamicContract? known)
        ? known
        : Plans.Read(() => Known.GetOrAdd(contract, ContractReader.Read));

    /// <summary>Hands every operation to a binder.</summary>
    public void Bind<TService>(ServiceBinder<TService> binder) where TService : class, IDynamicObject
    {
        foreach (DynamicOperation operation in All.SelectMany(c => c.Own)) operation.Bind(binder);
    }
}
