using System.Diagnostics;

namespace RpcStack.Cli.Tests;

/// <summary>A program of this repository, run as its users run it: in a process of its own.</summary>
internal sealed class BuiltProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // tests/RpcStack.Cli.Tests/bin/Debug/net10.0
    private static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    private readonly string _assembly;

    private BuiltProgram(string folder, string name) =>
        _assembly = Path.Combine(Root, folder, "bin", Configuration, "net10.0", $"{name}.dll");

    /// <summary><c>Debug</c> or <c>Release</c>, as the tests were built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static BuiltProgram Tool { get; } = new("src/RpcStack.Cli", "RpcStack.Cli");

    public static BuiltProgram Greeter { get; } = new("samples/Greeter", "Greeter");

    public static BuiltProgram Bank { get; } = new("samples/Bank", "Bank");

    public static BuiltProgram Chat { get; } = new("samples/Chat", "Chat");

    public static BuiltProgram Auction { get; } = new("samples/Auction", "Auction");

    public static BuiltProgram Pipelining { get; } = new("samples/Pipelining", "Pipelining");

    public static BuiltProgram Sockets { get; } = new("samples/FourWays/Dns/Sockets", "FourWays.Dns.Sockets");

    public static BuiltProgram Rpc { get; } = new("samples/FourWays/Dns/Rpc", "FourWays.Dns.Rpc");

    public static BuiltProgram Rmi { get; } = new("samples/FourWays/Dns/Rmi", "FourWays.Dns.Rmi");

    public static BuiltProgram Grpc { get; } = new("samples/FourWays/Dns/Grpc", "FourWays.Dns.Grpc");

    /// <summary>The file to give to <c>dotnet</c>.</summary>
    public string Assembly => _assembly;

    public static string PathTo(string file) => Path.Combine(Root, file);

    public Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(_assembly);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public async Task<Outcome> RunAsync(params IEnumerable<string> arguments)
    {
        using Process process = Start(arguments);
        return await EndAsync(process);
    }

    public static async Task<Outcome> EndAsync(Process process)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new Outcome(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
