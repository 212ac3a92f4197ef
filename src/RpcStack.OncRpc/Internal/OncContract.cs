using System.Runtime.CompilerServices;
using RpcStack.Marshalling;

namespace RpcStack.OncRpc.Internal;

/// <summary>What of a contract ONC RPC can carry.</summary>
internal static class OncContract
{
    // A client makes stubs all the time, of few contracts.
    private static readonly ConditionalWeakTable<ContractDescriptor, string?> Complaints = [];

    /// <summary>The program that a contract is.</summary>
    /// <exception cref="ArgumentException">It is none that ONC RPC can carry; the message says why.</exception>
    public static OncProgram ProgramOf(ContractDescriptor contract) =>
        Complaints.GetValue(contract, Complain) is { } complaint
            ? throw new ArgumentException($"{contract} cannot go over ONC RPC: {complaint}.", nameof(contract))
            : contract.OncProgram!.Value;

    private static string? Complain(ContractDescriptor contract)
    {
        if (contract.OncProgram is null) return "it is no program; [OncProgram(number, version)] makes it one";
        var taken = new Dictionary<int, Operation>();
        foreach (Operation operation in contract.Contracts.SelectMany(c => c.Operations))
        {
            if (operation.Kind is not OperationKind.Unary) return $"{operation} has a stream, which this wire has not";
            if (operation.Ordinal == 0) return $"{operation} has the number 0, the null procedure's";
            if (!taken.TryAdd(operation.Ordinal, operation))
                return $"{operation} and {taken[operation.Ordinal]} have the same number {operation.Ordinal}";
            if (References.AreIn(operation.RequestShape) || References.AreIn(operation.ResponseShape))
                return $"{operation} passes a reference, which this wire has not";
        }

        return null;
    }
}
