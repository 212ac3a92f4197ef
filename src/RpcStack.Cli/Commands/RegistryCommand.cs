using System.CommandLine;
using System.Runtime.CompilerServices;
using RpcStack.Cli.Output;
using RpcStack.Transports;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack registry</c>.</summary>
internal sealed class RegistryCommand : Command
{
    private const int Port = 1099;

    private readonly Option<RpcEndpoint[]> _listen = new("--listen")
    {
        Description = $"Where to listen; may be given several times. By default rpc+tcp://127.0.0.1:{Port}.",
        HelpName = "ENDPOINT",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Values.ParseEndpoints,
    };

    public RegistryCommand() : base("registry", "Keeps names of objects for whoever asks, until Ctrl+C. Callers on this machine may bind them.")
    {
        Add(_listen);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        RpcEndpoint[] endpoints = parsed.GetValue(_listen) is { Length: > 0 } asked ? asked : [new RpcEndpoint("tcp", "127.0.0.1", Port)];
        var server = new RpcServer();
        await using ConfiguredAsyncDisposable _ = server.ConfigureAwait(false);
        foreach (RpcEndpoint endpoint in endpoints)
            Console.WriteLine($"registry {await server.ListenAsync(endpoint, cancel).ConfigureAwait(false)}");
        await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ServeReport.WriteStopping();
        return ExitCode.Ok;
    }
}
