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

    /// <summary>One line that says what went wrong, however long it is.</summary>
    public static void Error(string message)
    {
        Err.Markup("[red]error:[/] ");
        Console.Error.WriteLine(message);
    }

    private static IAnsiConsole Make(TextWriter writer, bool isRedirected)
    {
        // Spectre asks TERM only, so it would colour files and pipes.
        bool isPlain = isRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (isRedirected) console.Profile.Width = WidthOfPipes;
        return console;
    }
}
