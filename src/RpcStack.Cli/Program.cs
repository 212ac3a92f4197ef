using System.CommandLine;
using System.CommandLine.Invocation;
using RpcStack.Cli.Commands;
using RpcStack.Cli.Output;

namespace RpcStack.Cli;

internal static class Program
{
    private static readonly RootCommand Root =
        new("Calls across processes: compare the ways to make them, serve, and call any contract.")
        {
            new CompareCommand(),
            new ServeCommand(),
            new CallCommand(),
        };

    private static async Task<int> Main(string[] arguments)
    {
        // JSON may well begin with an @ or contain one; nothing here is a file of arguments.
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null };
        ParseResult parsed = Root.Parse(arguments.Length == 0 ? ["--help"] : arguments, parsing);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction) return Refuse(parsed);

        // Longer than a server takes to drain.
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        };
        int exit = await Failures.ReportAsync(() => parsed.InvokeAsync(invocation)).ConfigureAwait(false);
        return arguments.Length == 0 ? ExitCode.Usage : exit;
    }

    private static int Refuse(ParseResult parsed)
    {
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct()) Terminal.Error(message);
        string command = string.Join(' ', Path(parsed.CommandResult.Command).Reverse());
        Console.Error.WriteLine($"See '{command} --help'.");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Path(Command command)
    {
        for (Symbol? at = command; at is not null; at = at.Parents.FirstOrDefault())
            yield return at is RootCommand ? "rpcstack" : at.Name;
    }
}
