using System.CommandLine;
using System.CommandLine.Invocation;
using RpcStack.Cli.Commands;
using RpcStack.Cli.Output;

namespace RpcStack.Cli;

internal static class Program
{
    private static readonly RootCommand Root =
        new("Calls across processes: compare the ways to make them, serve, call any contract, and move files.")
        {
            new CompareCommand(),
            new ServeCommand(),
            new CallCommand(),
            new RegistryCommand(),
            new RefsCommand(),
            new NslookupCommand(),
            new DigCommand(),
            new IdlCommand(),
            new GetCommand(),
            new PutCommand(),
            new LsCommand(),
            new MailCommand(),
            new WireCommand(),
        };

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length > 0) return await Failures.ReportAsync(() => RunAsync(arguments)).ConfigureAwait(false);
        await RunAsync(["--help"]).ConfigureAwait(false);
        return ExitCode.Usage;
    }

    private static async Task<int> RunAsync(string[] arguments)
    {
        // JSON may begin with an @; nothing here is a file of arguments.
        ParseResult parsed = Root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction) return Refuse(parsed);
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        using var signals = new Signals();
        return await parsed.InvokeAsync(invocation, signals.Token).ConfigureAwait(false);
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
