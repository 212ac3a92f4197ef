using Spectre.Console;

namespace RpcStack.Cli.Output;

/// <summary>The two streams that the tool writes to: results to one, everything else to the other.</summary>
internal static class Terminal
{
    /// <summary>Wide enough for every table, where nobody says how wide the paper is.</summary>
    private const int WidthOfPipes = 120;

    public static IAnsiConsole Out { get; } = Make(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Err { get; } = Make(Console.Error, Console.IsErrorRedirected);

    public static bool CanShowProgress => !Console.IsErrorRedirected;

    /// <summary>One line that says what went wrong.</summary>
    public static void Error(string message) => Err.MarkupLineInterpolated($"[red]error:[/] {message}");

    private static IAnsiConsole Make(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (isRedirected) console.Profile.Width = WidthOfPipes;
        return console;
    }
}
