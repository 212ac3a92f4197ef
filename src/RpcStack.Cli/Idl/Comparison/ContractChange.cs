namespace RpcStack.Cli.Idl.Comparison;

/// <summary>What became of a contract, operation by operation, by the rules that a server judges an old client by.</summary>
internal sealed record ContractChange(string Contract, bool IsSame, IReadOnlyList<OperationChange> Operations)
{
    /// <summary>The formats whose rules are asked.</summary>
    public static IReadOnlyList<EvolutionRules> Formats { get; } =
        [EvolutionRules.MessagePack, EvolutionRules.Xdr, EvolutionRules.Protobuf];

    public bool Breaks => Operations.Any(operation => operation.Breaks);

    public static IReadOnlyList<ContractChange> Between(
        IReadOnlyList<SourceContract> old, IReadOnlyList<SourceContract> @new)
    {
        Dictionary<string, SourceContract> later = @new.ToDictionary(contract => contract.Name);
        HashSet<string> known = [.. old.Select(contract => contract.Name)];
        return
        [
            .. old.Select(contract => later.TryGetValue(contract.Name, out SourceContract? changed)
                ? Between(contract.Name, contract.Schema, changed.Schema)
                : Removed(contract)),
            .. @new.Where(contract => !known.Contains(contract.Name)).Select(Added),
        ];
    }

    private static ContractChange Between(string name, ContractSchema old, ContractSchema @new)
    {
        SchemaCompatibility[] verdicts = [.. Formats.Select(rules => SchemaCompatibility.Judge(old, @new, rules))];
        IEnumerable<OperationChange> kept = verdicts[0].Operations.Select((operation, i) => new OperationChange(
            operation.Operation, false, [.. verdicts.Select(verdict => verdict.Operations[i].Reason)]));
        HashSet<string> known = [.. OperationsOf(old)];
        IEnumerable<OperationChange> added = OperationsOf(@new).Where(name => !known.Contains(name)).Select(New);
        return new(name, old.Text == @new.Text, [.. kept, .. added]);
    }

    private static ContractChange Added(SourceContract contract) =>
        new(contract.Name, false, [.. OperationsOf(contract.Schema).Select(New)]);

    private static ContractChange Removed(SourceContract contract) => new(
        contract.Name,
        false,
        [
            .. OperationsOf(contract.Schema).Select(operation => new OperationChange(
                operation, false, [.. Formats.Select(_ => $"{operation}: the contract is gone")])),
        ]);

    private static OperationChange New(string operation) => new(operation, true, [.. Formats.Select(_ => (string?)null)]);

    private static IEnumerable<string> OperationsOf(ContractSchema contract) => contract.Contracts.SelectMany(
        part => part.Operations.Select(operation => $"{part.Name}.{operation.Name}"));
}
