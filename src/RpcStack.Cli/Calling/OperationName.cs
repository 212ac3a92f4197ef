using RpcStack.Marshalling;

namespace RpcStack.Cli.Calling;

/// <summary>Finds what <c>SERVICE.METHOD</c> means; where it means nothing, says what there is.</summary>
internal static class OperationName
{
    private const string Suffix = "Async";

    /// <summary>Finds an operation.</summary>
    /// <param name="text">The contract's name or the end of it, a dot, and the operation's name, in any case.</param>
    /// <exception cref="CliException">There is none, or there are several.</exception>
    public static (ContractDescriptor Contract, Operation Operation) Find(string text)
    {
        int dot = text.LastIndexOf('.');
        if (dot <= 0 || dot == text.Length - 1)
            throw Usage($"'{text}' is not SERVICE.METHOD; there are:", Contracts.All.SelectMany(Describe));

        string service = text[..dot], method = text[(dot + 1)..];
        ContractDescriptor[] contracts = [.. Contracts.All.Where(contract => IsCalled(contract, service))];
        if (contracts.Length == 0)
            throw Usage($"no service is called '{service}'; there are:", Contracts.All.SelectMany(Describe));
        if (contracts.Length > 1)
            throw Usage($"'{service}' may be any of these:", contracts.Select(contract => contract.Name));

        Operation? operation = Operations(contracts[0]).FirstOrDefault(operation => IsCalled(operation, method));
        return operation is null
            ? throw Usage($"{contracts[0]} has no method '{method}'; there are:", Describe(contracts[0]))
            : (contracts[0], operation);
    }

    private static IEnumerable<Operation> Operations(ContractDescriptor contract) =>
        contract.Contracts.SelectMany(part => part.Operations);

    private static bool IsCalled(ContractDescriptor contract, string service) =>
        contract.Name.Equals(service, StringComparison.OrdinalIgnoreCase)
        || contract.Name.EndsWith("." + service, StringComparison.OrdinalIgnoreCase);

    private static bool IsCalled(Operation operation, string method) =>
        operation.Name.Equals(method, StringComparison.OrdinalIgnoreCase)
        || (operation.Name + Suffix).Equals(method, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Describe(ContractDescriptor contract) =>
        Operations(contract).Select(operation => $"{contract.Name}.{operation.Name}({Parameters(operation)})");

    private static string Parameters(Operation operation) =>
        string.Join(", ", ((MessageShape)operation.RequestShape).Fields.Select(field => field.Name));

    private static CliException Usage(string message, IEnumerable<string> choices) =>
        new(string.Join("\n  ", [message, .. choices]), ExitCode.Usage);
}
