using System.CommandLine;
using RpcStack.Cli.Idl;
using RpcStack.Evolution;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack idl lock</c>.</summary>
internal sealed class IdlLockCommand : Command
{
    private readonly Argument<string> _source = new("SOURCE") { Description = ContractSource.Description };

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
        IReadOnlyList<SourceContract> contracts = await ContractSource
            .ReadAsync(parsed.GetRequiredValue(_source), cancel).ConfigureAwait(false);
        string file = parsed.GetRequiredValue(_output);
        bool isChanged = ContractLock.Write(file, contracts.Select(contract => contract.Schema));
        string count = contracts.Count == 1 ? "1 contract" : $"{contracts.Count} contracts";
        Console.WriteLine($"{file}: {count}{(isChanged ? "" : ", as before")}");
        return ExitCode.Ok;
    }
}
