using System.CommandLine;
using RpcStack.Cli.Idl;
using RpcStack.Cli.Idl.Format;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack idl format</c>.</summary>
internal sealed class IdlFormatCommand : Command
{
    private readonly Argument<string[]> _files = new("FILES")
    {
        Description = "Interface files (.idl, .x).",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _check = new("--check")
    {
        Description = "Change nothing: name the files that would change, and fail if there are any.",
    };

    public IdlFormatCommand() : base("format", "Lays interface files out, and names those that it changed.")
    {
        Add(_files);
        Add(_check);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string[] paths = parsed.GetRequiredValue(_files);
        foreach (string path in paths) ContractSource.MustBeInterfaceFile(path);
        // All are read before one is written, so that a mistake in one leaves the others as they are.
        (string Path, FormattedFile File)[] changed =
            [.. paths.Select(path => (path, FormattedFile.Read(path))).Where(file => file.Item2.IsChanged)];
        bool isCheck = parsed.GetValue(_check);
        foreach ((string path, FormattedFile file) in changed)
        {
            if (!isCheck) file.Write();
            Console.WriteLine(path);
        }

        return isCheck && changed.Length > 0 ? ExitCode.Failed : ExitCode.Ok;
    }
}
