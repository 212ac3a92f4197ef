namespace RpcStack;

/// <summary>Whether a client's operation can be called on a server, and as which of the server's.</summary>
public sealed class OperationCompatibility
{
    internal OperationCompatibility(string operation, int contractIndex, int ordinal)
    {
        Operation = operation;
        ContractIndex = contractIndex;
        Ordinal = ordinal;
    }

    /// <summary>The contract's name and the operation's, as the client knows them.</summary>
    public string Operation { get; }

    /// <summary>
    /// The place of the declaring contract in the client's <see cref="ContractDescriptor.Contracts"/>.
    /// </summary>
    public int ContractIndex { get; }

    /// <summary>The operation's number within its contract: the same on both sides.</summary>
    public int Ordinal { get; }

    /// <summary>The place of that contract in the server's <see cref="ContractDescriptor.Contracts"/>, or -1.</summary>
    public int ServerContractIndex { get; internal set; } = -1;

    /// <summary>Why it cannot be called, naming the operation and the place in it; null where it can.</summary>
    public string? Reason { get; internal set; }

    /// <summary>Whether it can be called.</summary>
    public bool IsCompatible => Reason is null;

    /// <summary>The reason, or that there is none.</summary>
    public override string ToString() => Reason ?? Operation + ": compatible";
}
