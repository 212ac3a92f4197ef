using System.CommandLine;
using RpcStack.Cli.Idl;
using RpcStack.Cli.Idl.Comparison;
using RpcStack.Cli.Output;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack idl diff</c>.</summary>
internal sealed class IdlDiffCommand : Command
{
    private readonly Argument<string> _old = new("OLD") { Description = ContractSource.Description };

    private readonly Argument<string> _new = new("NEW") { Description = "The same, later." };

    public IdlDiffCommand() : base("diff", "Says whether clients of OLD can call servers of NEW, in each wire format.")
    {
        Add(_old);
        Add(_new);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        IReadOnlyList<ContractChange> changes = ContractChange.Between(
            await ContractSource.ReadAsync(parsed.GetRequiredValue(_old), cancel).ConfigureAwait(false),
            await ContractSource.ReadAsync(parsed.GetRequiredValue(_new), cancel).ConfigureAwait(false));
        ChangeReport.Write(changes);
        return changes.Any(change => change.Breaks) ? ExitCode.Failed : ExitCode.Ok;
    }
}
