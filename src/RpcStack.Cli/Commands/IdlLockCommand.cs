using System.CommandLine;
using RpcStack.Cli.Idl;
using RpcStack.Evolution;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack idl lock</c>.</summary>
internal sealed class IdlLockCommand : Command
{
    private readonly Argument<string> _source = new("SOURCE")
    {
        Description = "Where the contracts are: an assembly (.dll) or an interface file (.idl, .x).",
    };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The file to write.",
        HelpName = "FILE",
        DefaultValueFactory = _ => LockText.FileName,
    };

    public IdlLockCommand() : base("lock", "Writes down what peers know of contracts, for the compiler to hold them to.")
    {
        Add(_source);
        Add(_output);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        string source = parsed.GetRequiredValue(_source);
        if (Path.GetExtension(source).Equals(ContractLock.Extension, StringComparison.OrdinalIgnoreCase))
            throw new CliException($"{source}: this is a lock already", ExitCode.Usage);
        IReadOnlyList<SourceContract> contracts = await ContractSource.ReadAsync(source, cancel).ConfigureAwait(false);
        string file = parsed.GetRequiredValue(_output);
        bool isChanged = ContractLock.Write(file, contracts.Select(contract => contract.Descriptor!));
        string count = contracts.Count == 1 ? "1 contract" : $"{contracts.Count} contracts";
        Console.WriteLine($"{file}: {count}{(isChanged ? "" : ", as before")}");
        return ExitCode.Ok;
    }
}
