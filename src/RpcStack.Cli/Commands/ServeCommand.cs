using System.CommandLine;
using System.Net;
using RpcStack.Cli.Data;
using RpcStack.Cli.Output;
using RpcStack.Cli.Serving;
using RpcStack.Cli.Transferring;
using RpcStack.Services.Dns.Zones;
using RpcStack.Transports;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack serve</c>.</summary>
internal sealed class ServeCommand : Command
{
    private const int DnsPort = 5300;

    private readonly ZoneOption _zones = new();

    private readonly Option<IPEndPoint> _dns = new("--dns")
    {
        Description = "Where to speak DNS, on UDP and TCP; port 0 takes one that is free.",
        HelpName = "ADDRESS:PORT",
        DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, DnsPort),
        CustomParser = result => Values.ParseAddress(result, DnsPort),
    };

    private readonly Option<RpcEndpoint[]> _rpc = new("--rpc")
    {
        Description = "Where to speak RPC; may be given several times.",
        HelpName = "ENDPOINT",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [new RpcEndpoint("tcp", "127.0.0.1", 5301)],
        CustomParser = Values.ParseEndpoints,
    };

    private readonly GrpcOption _grpc = new(Defaults.GrpcZonesPort);

    public ServeCommand() : base("serve", "Serves zones through every door there is, until Ctrl+C.")
    {
        Add(_zones);
        Add(_dns);
        Add(_rpc);
        Add(_grpc);
        Add(new ServeDnsCommand());
        Add(new ServeFilesCommand());
        Add(new ServeMailCommand());
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ZoneStore zones = Zones.Load(parsed.GetRequiredValue(_zones));
        DnsDoors doors = await DnsDoors.OpenAsync(
            zones, parsed.GetRequiredValue(_dns), parsed.GetRequiredValue(_rpc), parsed.GetValue(_grpc), cancel).ConfigureAwait(false);
        await using (doors.ConfigureAwait(false))
        {
            ServeReport.Write(doors, zones);
            await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ServeReport.WriteStopping();
        }

        return ExitCode.Ok;
    }
}
