using System.Collections.Concurrent;

namespace RpcStack;

/// <summary>
/// A contract of an assembly that is loaded, which its generated code makes known: so an object is found to have a contract
/// that nobody named before, without reflection.
/// </summary>
internal abstract class LoadedContract
{
    private static readonly ConcurrentQueue<LoadedContract> All = new();

    public abstract ContractDescriptor Descriptor { get; }

    public static void Add(LoadedContract contract) => All.Enqueue(contract);

    /// <summary>
    /// The contract of that name that an object has, or null. It extends the one that the object was given out by: who may
    /// make an account's calls shall not find that the bank is the same object.
    /// </summary>
    public static LoadedContract? Find(string name, ContractDescriptor given, object value)
    {
        foreach (LoadedContract contract in All)
            if (contract.Has(value) && contract.Descriptor.Name == name && contract.Descriptor.Contracts.Contains(given)) return contract;
        return null;
    }

    public abstract TResult Accept<TResult>(ILoadedContractVisitor<TResult> visitor);

    protected abstract bool Has(object value);
}
