using RpcStack.Marshalling;

namespace RpcStack;

/// <summary>One operation of a contract, as stacks see it: native RPC calls it by contract and ordinal, gRPC by name.</summary>
public abstract class Operation
{
    private protected Operation(int ordinal, string name, OperationKind kind)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        ArgumentException.ThrowIfNullOrEmpty(name);
        Ordinal = ordinal;
        Name = name;
        Kind = kind;
    }

    /// <summary>The contract that declares it.</summary>
    public ContractDescriptor Contract { get; internal set; } = null!;

    /// <summary>Its number within <see cref="Contract"/>, from 0. Numbers may have gaps.</summary>
    public int Ordinal { get; }

    /// <summary>Its name within <see cref="Contract"/>.</summary>
    public string Name { get; }

    /// <summary>Which side streams.</summary>
    public OperationKind Kind { get; }

    /// <summary>What a caller may assume of how often it runs.</summary>
    public OperationSemantics Semantics { get; init; }

    /// <summary>The faults that it declares.</summary>
    public IReadOnlyList<FaultDescriptor> Faults { get; init; } = [];

    /// <summary>The shape of its parameters: always a message, one field each; a stream among them is not one.</summary>
    public abstract Shape RequestShape { get; }

    /// <summary>The shape of its result, or of an item of the stream that is its result.</summary>
    public abstract Shape ResponseShape { get; }

    /// <summary>The shape of an item of the stream that it takes, or null where it takes none.</summary>
    public virtual Shape? ItemShape => null;

    /// <summary>Hands the operation to <paramref name="visitor"/> with its types.</summary>
    public abstract TResult Accept<TResult>(IOperationVisitor<TResult> visitor);

    /// <summary>The contract's name and its own.</summary>
    public override string ToString() => $"{Contract.Name}.{Name}";
}
