using System.CommandLine;
using RpcStack.Cli.Calling;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack call</c>.</summary>
internal sealed class CallCommand : Command
{
    private const string NoArguments = "{}";

    private readonly Argument<ServerAddress> _server = new("ENDPOINT")
    {
        Description = "Where: rpc+tcp://host:port or grpc://host:port, and after a '/' the service's name where it is not the contract's.",
        CustomParser = ServerAddress.Parse,
    };

    private readonly Argument<string> _operation = new("SERVICE.METHOD")
    {
        Description = "What: Dns.DnsLookup.Lookup. Of the service's name the end will do.",
    };

    private readonly Argument<string?> _arguments = new("JSON")
    {
        Description = "The parameters by name, as one object; by default none.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public CallCommand() : base("call", "Calls an operation with JSON, and prints what it answers as JSON.")
    {
        Add(_server);
        Add(_operation);
        Add(_arguments);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ServerAddress server = parsed.GetRequiredValue(_server);
        (ContractDescriptor contract, Operation operation) = OperationName.Find(parsed.GetRequiredValue(_operation));
        string service = server.Service.Length > 0 ? server.Service : contract.Name;
        RpcChannel client = server.Open();
        await using (client.ConfigureAwait(false))
        {
            var call = new JsonCall(
                client,
                client.Locate(contract, service),
                parsed.GetValue(_arguments) ?? NoArguments,
                Console.WriteLine,
                cancel);
            await operation.Accept(call).ConfigureAwait(false);
        }

        return ExitCode.Ok;
    }
}
