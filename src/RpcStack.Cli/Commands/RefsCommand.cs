using System.CommandLine;
using System.Runtime.CompilerServices;
using RpcStack.Cli.Calling;
using RpcStack.Cli.Output;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack refs</c>.</summary>
internal sealed class RefsCommand : Command
{
    private readonly Argument<ServerAddress> _server = new("ENDPOINT")
    {
        Description = "The server: rpc+tcp://host:port. It answers callers on its machine, and those whom it says.",
        CustomParser = ServerAddress.Parse,
    };

    private readonly Option<bool> _stacks = new("--stacks")
    {
        Description = "Shows what gave or received each, where the server keeps that (RpcConnectionOptions.TracesReferences).",
    };

    public RefsCommand() : base("refs", "Lists the objects that a server's clients hold, and those of theirs that it holds.")
    {
        Add(_server);
        Add(_stacks);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        RpcChannel client = parsed.GetRequiredValue(_server).Open();
        await using ConfiguredAsyncDisposable _ = client.ConfigureAwait(false);
        IReadOnlyList<ReferenceReport> references =
            await client.Get<IDiagnostics>().ReferencesAsync(cancel).ConfigureAwait(false);
        ReferencesReport.Write(references, parsed.GetValue(_stacks));
        return ExitCode.Ok;
    }
}
