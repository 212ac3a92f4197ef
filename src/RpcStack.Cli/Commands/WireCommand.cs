using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using RpcStack.Cli.Calling;
using RpcStack.Cli.Idl;
using RpcStack.Cli.Wire.Captures;
using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Cli.Wire.Input;
using RpcStack.Cli.Wire.Output;
using RpcStack.Cli.Wire.Relays;
using RpcStack.Cli.Wire.Wireshark;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack wire</c>.</summary>
internal sealed class WireCommand : Command
{
    private const string StandardInput = "-";

    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "A capture (pcap, pcapng) or a hex dump (xxd, Wireshark's, plain); '-' reads the standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<IPEndPoint?> _listen = new("--listen")
    {
        Description = "Instead of reading a file, stand here, on TCP and UDP, between clients and a server.",
        HelpName = "[ADDRESS:]PORT",
        CustomParser = Values.ParseListener,
    };

    private readonly Option<DnsEndPoint?> _to = new("--to")
    {
        Description = "The server to stand before.",
        HelpName = "HOST:PORT",
        CustomParser = result => Values.ParseHost(result, 0),
    };

    private readonly Option<string> _link = new("--link")
    {
        Description = "The network to play in between: loopback, lan, wan or mobile.",
        HelpName = "PROFILE",
        DefaultValueFactory = _ => RelayProfile.Loopback.Name,
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "What the network's chances are drawn from: the same seed, the same fates.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<FileInfo?> _pcap = new("--pcap")
    {
        Description = "Write what goes over the wire to a capture, too, for Wireshark.",
        HelpName = "FILE.pcapng",
    };

    private readonly Option<string?> _as = new("--as")
    {
        Description = $"What is spoken, where that is not to be guessed: {string.Join(", ", ProtocolChoice.Protocols)}.",
        HelpName = "PROTOCOL",
    };

    private readonly Option<string[]> _contracts = new("--contract")
    {
        Description = "Contracts besides the tool's own: an assembly (.dll), interface file (.idl, .x) or lock (.lock); may be repeated.",
        HelpName = "SOURCE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _body = new("--body")
    {
        Description = "The octets are one body: FORMAT:SERVICE.METHOD:PART, such as xdr:DnsLookup.Lookup:request.",
        HelpName = "BODY",
    };

    private readonly Option<bool> _udp = new("--udp") { Description = "The pieces of a hex dump are datagrams." };

    private readonly Option<bool> _json = new("--json") { Description = "Print JSON, with the place of every field." };

    private readonly Option<bool> _dissector = new("--dissector")
    {
        Description = "Print a dissector of the native protocol and the contracts for Wireshark, in Lua.",
    };

    public WireCommand() : base("wire", "Takes apart what goes over the wire, octet by octet, with the names of contracts.")
    {
        Add(_file);
        Add(_listen);
        Add(_to);
        Add(_link);
        Add(_seed);
        Add(_pcap);
        Add(_as);
        Add(_contracts);
        Add(_body);
        Add(_udp);
        Add(_json);
        Add(_dissector);
        _as.AcceptOnlyFromAmong([.. ProtocolChoice.Protocols]);
        _link.AcceptOnlyFromAmong([.. RelayProfile.All.Select(profile => profile.Name)]);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        List<KnownContract> known = [.. Contracts.All.Select(KnownContract.Of)];
        foreach (string source in parsed.GetRequiredValue(_contracts))
        {
            IReadOnlyList<SourceContract> read = await ContractSource.ReadAsync(source, cancel).ConfigureAwait(false);
            // What is named is meant, also where the tool has another build of it.
            known.InsertRange(0, read.Select(one => one.Descriptor is { } descriptor ? KnownContract.Of(descriptor) : KnownContract.Of(one.Schema)));
        }

        if (parsed.GetValue(_dissector))
        {
            await Console.Out.WriteAsync(LuaDissector.Write(known).AsMemory(), cancel).ConfigureAwait(false);
            return ExitCode.Ok;
        }

        var catalogue = new ContractCatalogue(known);
        using IMessageWriter output = parsed.GetValue(_json)
            ? new MessageJson(Console.OpenStandardOutput())
            : new MessageText(Console.Out);
        if (parsed.GetValue(_listen) is { } listen) return await RelayAsync(parsed, listen, catalogue, output, cancel).ConfigureAwait(false);
        if (parsed.GetValue(_file) is not { } file) throw new CliException("say which FILE to read, or where to --listen", ExitCode.Usage);
        using Stream stream = file == StandardInput ? Console.OpenStandardInput() : File.OpenRead(file);
        if (parsed.GetValue(_body) is { } body)
        {
            output.Write(BodyInput.Read(stream, body, catalogue));
            return ExitCode.Ok;
        }

        var dissector = new FlowDissector(new ProtocolChoice(catalogue, parsed.GetValue(_as)), output.Write);
        using CaptureWriter? capture = parsed.GetValue(_pcap) is { } pcap ? new CaptureWriter(pcap.Create()) : null;
        WireInput.Read(stream, parsed.GetValue(_udp) ? FlowTransport.Udp : FlowTransport.Tcp, new Observers(dissector, capture));
        dissector.Finish();
        return ExitCode.Ok;
    }

    private async Task<int> RelayAsync(
        ParseResult parsed, IPEndPoint listen, ContractCatalogue catalogue, IMessageWriter output, CancellationToken cancel)
    {
        DnsEndPoint to = parsed.GetValue(_to) ?? throw new CliException("say where to go --to, as HOST:PORT", ExitCode.Usage);
        IPAddress[] addresses = await System.Net.Dns.GetHostAddressesAsync(to.Host, cancel).ConfigureAwait(false);
        IPAddress address = addresses.FirstOrDefault(one => one.AddressFamily == listen.AddressFamily) ?? addresses[0];
        RelayProfile profile = RelayProfile.All.First(one => one.Name == parsed.GetRequiredValue(_link)).WithSeed(parsed.GetValue(_seed));
        var dissector = new FlowDissector(new ProtocolChoice(catalogue, parsed.GetValue(_as)), output.Write);
        using CaptureWriter? capture = parsed.GetValue(_pcap) is { } pcap ? new CaptureWriter(pcap.Create()) : null;
        try
        {
            Relay relay = Relay.Start(listen, new IPEndPoint(address, to.Port), profile, new FlowTap(new Observers(dissector, capture)));
            await using (relay.ConfigureAwait(false))
            {
                await Console.Error.WriteLineAsync($"relay    {relay.EndPoint} > {address}:{to.Port}, {profile}; stop with Ctrl+C").ConfigureAwait(false);
                await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (SocketException taken)
        {
            throw new CliException($"{listen}: {taken.Message}", cause: taken);
        }

        dissector.Finish();
        return ExitCode.Ok;
    }
}
