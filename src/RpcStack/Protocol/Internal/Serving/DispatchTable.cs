using System.Collections.Concurrent;
using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>What runs the operations of a contract, and how clients of other builds see them.</summary>
internal sealed class DispatchTable
{
    /// <summary>How many clients' builds are remembered; a further one is judged anew each time.</summary>
    private const int MaxViews = 256;

    private readonly IReadOnlyDictionary<Operation, OperationHandler> _handlers;
    private readonly ConcurrentDictionary<(string Contract, ulong Fingerprint, byte Format), ContractView> _views = new();

    private DispatchTable(ContractDescriptor contract, IReadOnlyDictionary<Operation, OperationHandler> handlers)
    {
        Contract = contract;
        _handlers = handlers;
    }

    /// <summary>The contract.</summary>
    public ContractDescriptor Contract { get; }

    public static DispatchTable Of<T>(IReadOnlyList<IServiceInterceptor> interceptors) where T : class, IContract<T>
    {
        var native = new NativeBinder<T>();
        ServiceBinder<T> binder = native;
        // A handler passes the binders from the last to the first, so the first interceptor is the outermost.
        foreach (IServiceInterceptor interceptor in interceptors) binder = interceptor.Intercept(binder);
        T.Bind<T>(binder);
        return new DispatchTable(T.Descriptor, native.Handlers);
    }

    /// <summary>The contract, or the one of those it extends, with that name.</summary>
    public ContractDescriptor? FindContract(string name) => Contract.Contracts.FirstOrDefault(c => c.Name == name);

    /// <summary>The view of a client whose contract has that fingerprint; null where that build is not known.</summary>
    public ContractView? FindView(ContractDescriptor contract, ulong fingerprint, WireFormat format)
    {
        (string, ulong, byte) key = (contract.Name, fingerprint, format.Id);
        if (_views.TryGetValue(key, out ContractView? view)) return view;
        if (fingerprint != contract.Schema.Fingerprint) return null;
        view = new ContractView(
            from index in Enumerable.Range(0, contract.Contracts.Count)
            from operation in contract.Contracts[index].Operations
            select (index, operation.Ordinal, _handlers.GetValueOrDefault(operation), (string?)null));
        _views[key] = view;
        return view;
    }

    /// <summary>Judges a client's build by its schema.</summary>
    public ContractView Judge(ContractDescriptor contract, ContractSchema client, WireFormat format)
    {
        var view = new ContractView(
            from verdict in SchemaCompatibility.Judge(client, contract.Schema, format.Evolution).Operations
            let operation = verdict.IsCompatible ? Find(contract, verdict.ServerContractIndex, verdict.Ordinal) : null
            select (
                verdict.ContractIndex,
                verdict.Ordinal,
                operation is null ? null : _handlers.GetValueOrDefault(operation),
                verdict.Reason));
        if (_views.Count < MaxViews) _views[(contract.Name, client.Fingerprint, format.Id)] = view;
        return view;
    }

    private static Operation? Find(ContractDescriptor contract, int index, int ordinal) =>
        contract.Contracts[index].Operations.FirstOrDefault(o => o.Ordinal == ordinal);
}
