namespace RpcStack.Cli.Idl.Comparison;

/// <summary>What became of a contract, operation by operation, by the rules that a server judges an old client by.</summary>
internal sealed record ContractChange(string Contract, bool IsSame, IReadOnlyList<OperationChange> Operations)
{
    /// <summary>The formats whose rules are asked.</summary>
    public static IReadOnlyList<EvolutionRules> Formats { get; } =
        [EvolutionRules.MessagePack, EvolutionRules.Xdr, EvolutionRules.Protobuf];

    public bool Breaks => Operations.Any(operation => operation.Breaks);

    public static IReadOnlyList<ContractChange> Between(
        IReadOnlyList<ContractSchema> old, IReadOnlyList<ContractSchema> @new)
    {
        Dictionary<string, ContractSchema> later = @new.ToDictionary(ContractSource.NameOf);
        HashSet<string> known = [.. old.Select(ContractSource.NameOf)];
        return
        [
            .. old.Select(contract => later.TryGetValue(ContractSource.NameOf(contract), out ContractSchema? changed)
                ? Between(contract, changed)
                : Removed(contract)),
            .. @new.Where(contract => !known.Contains(ContractSource.NameOf(contract))).Select(Added),
        ];
    }

    private static ContractChange Between(ContractSchema old, ContractSchema @new)
    {
        SchemaCompatibility[] verdicts = [.. Formats.Select(rules => SchemaCompatibility.Judge(old, @new, rules))];
        IEnumerable<OperationChange> kept = verdicts[0].Operations.Select((operation, i) => new OperationChange(
            operation.Operation, false, [.. verdicts.Select(verdict => verdict.Operations[i].Reason)]));
        HashSet<string> known = [.. OperationsOf(old)];
        IEnumerable<OperationChange> added = OperationsOf(@new).Where(name => !known.Contains(name)).Select(New);
        return new(ContractSource.NameOf(old), old.Text == @new.Text, [.. kept, .. added]);
    }

    private static ContractChange Added(ContractSchema contract) =>
        new(ContractSource.NameOf(contract), false, [.. OperationsOf(contract).Select(New)]);

    private static ContractChange Removed(ContractSchema contract) => new(
        ContractSource.NameOf(contract),
        false,
        [
            .. OperationsOf(contract).Select(operation => new OperationChange(
                operation, false, [.. Formats.Select(_ => $"{operation}: the contract is gone")])),
        ]);

    private static OperationChange New(string operation) => new(operation, true, [.. Formats.Select(_ => (string?)null)]);

    private static IEnumerable<string> OperationsOf(ContractSchema contract) => contract.Contracts.SelectMany(
        part => part.Operations.Select(operation => $"{part.Name}.{operation.Name}"));
}
