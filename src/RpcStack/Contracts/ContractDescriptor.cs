namespace RpcStack;

/// <summary>A contract, as stacks see it: a name, the contracts it extends, and its own operations.</summary>
public sealed class ContractDescriptor
{
    private readonly Lazy<ContractSchema> _schema;

    /// <summary>Describes a contract; the generator calls this.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="bases">The contracts that it extends directly.</param>
    /// <param name="operations">The operations that it declares itself.</param>
    public ContractDescriptor(
        string name, IReadOnlyList<ContractDescriptor> bases, IReadOnlyList<Operation> operations)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(bases);
        ArgumentNullException.ThrowIfNull(operations);
        Name = name;
        Bases = bases;
        Operations = operations;
        Contracts = [this, .. bases.SelectMany(b => b.Contracts).Distinct()];
        foreach (Operation operation in operations) operation.Contract = this;
        _schema = new(() => ContractSchema.Of(this));
    }

    /// <summary>The name on the wire: <c>Bank.Account</c>.</summary>
    public string Name { get; }

    /// <summary>The contracts that it extends directly.</summary>
    public IReadOnlyList<ContractDescriptor> Bases { get; }

    /// <summary>The operations that it declares itself, by ordinal.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The ONC RPC program and version that the contract is, or null.</summary>
    public OncProgram? OncProgram { get; init; }

    /// <summary>
    /// The contract itself, then every contract that it extends, near or far, each once, in the order of declaration.
    /// A contract's place in this list and an operation's ordinal are how the native protocol says which operation.
    /// </summary>
    public IReadOnlyList<ContractDescriptor> Contracts { get; }

    /// <summary>Everything of the contract that two peers must agree on.</summary>
    public ContractSchema Schema => _schema.Value;

    /// <summary>The place of <paramref name="contract"/> in <see cref="Contracts"/>.</summary>
    /// <exception cref="ArgumentException">It is not there.</exception>
    public int IndexOf(ContractDescriptor contract)
    {
        for (int i = 0; i < Contracts.Count; i++)
            if (ReferenceEquals(Contracts[i], contract)) return i;
        throw new ArgumentException($"{Name} does not extend {contract}.", nameof(contract));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
