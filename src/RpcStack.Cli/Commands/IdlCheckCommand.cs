using System.CommandLine;
using RpcStack.Cli.Idl;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack idl check</c>.</summary>
internal sealed class IdlCheckCommand : Command
{
    private readonly Argument<string[]> _files = new("FILES")
    {
        Description = "Interface files (.idl, .x); those that they include are read too.",
        Arity = ArgumentArity.OneOrMore,
    };

    public IdlCheckCommand() : base("check", "Says everything that is wrong with interface files, as the compiler would.")
    {
        Add(_files);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        string[] paths = parsed.GetRequiredValue(_files);
        foreach (string path in paths) ContractSource.MustBeInterfaceFile(path);
        await MemoryCompilation.CompileAsync([], InterfaceFile.Read(paths), cancel).ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
