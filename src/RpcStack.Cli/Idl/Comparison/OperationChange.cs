namespace RpcStack.Cli.Idl.Comparison;

/// <summary>What became of an operation.</summary>
/// <param name="Operation">Its contract's name and its own.</param>
/// <param name="IsNew">Whether only the new contract has it.</param>
/// <param name="Reasons">Why it cannot be called, for each format of <see cref="ContractChange.Formats"/>; null where it can.</param>
internal sealed record OperationChange(string Operation, bool IsNew, IReadOnlyList<string?> Reasons)
{
    public bool Breaks => Reasons.Any(reason => reason is not null);
}
