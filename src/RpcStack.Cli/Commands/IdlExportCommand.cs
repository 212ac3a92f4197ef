using System.CommandLine;
using RpcStack.Cli.Idl;
using RpcStack.Cli.Idl.Export;
using RpcStack.Cli.Idl.Export.CSharp;
using RpcStack.Cli.Idl.Export.Omg;
using RpcStack.Cli.Idl.Export.Proto;
using RpcStack.Cli.Idl.Export.Xdr;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack idl export</c>.</summary>
internal sealed class IdlExportCommand : Command
{
    private readonly Option<ExportLanguage> _to = new("--to")
    {
        Description = "The language to write.",
        Required = true,
    };

    private readonly Argument<string> _source = new("SOURCE") { Description = ContractSource.Description };

    private readonly Argument<string?> _contract = new("CONTRACT")
    {
        Description = "The contract's name or the end of it; by default all that there are.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public IdlExportCommand() : base("export", "Writes contracts in another language, and their types with them; comments stay behind.")
    {
        Add(_to);
        Add(_source);
        Add(_contract);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        IReadOnlyList<SourceContract> contracts = await ContractSource
            .ReadAsync(parsed.GetRequiredValue(_source), parsed.GetValue(_contract), cancel).ConfigureAwait(false);
        Declarations declarations = Declarations.Of(contracts);
        Console.Write(parsed.GetRequiredValue(_to) switch
        {
            ExportLanguage.CSharp => CSharpExporter.Export(declarations),
            ExportLanguage.Idl => IdlExporter.Export(declarations),
            ExportLanguage.X => XdrExporter.Export(declarations),
            _ => ProtoExporter.Export(declarations),
        });
        return ExitCode.Ok;
    }
}
