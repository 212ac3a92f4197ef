using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using RpcStack.Cli.Data;
using RpcStack.Cli.Serving;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack serve dns</c>.</summary>
internal sealed class ServeDnsCommand : Command
{
    private const int DnsPort = 5300;
    private const int StandardPort = 53;

    private readonly ZoneOption _zones = new();

    private readonly Option<IPEndPoint> _dns = new("--dns")
    {
        Description = "Where to listen, on UDP and TCP; port 0 takes one that is free.",
        HelpName = "ADDRESS:PORT",
        DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, DnsPort),
        CustomParser = result => Values.ParseAddress(result, DnsPort),
    };

    private readonly Option<bool> _recursive = new("--recursive")
    {
        Description = "Look up, from the root down, what the zones do not have; the hosts file comes first.",
    };

    private readonly Option<IPEndPoint[]> _forward = new("--forward")
    {
        Description = "A resolver to ask instead of the root; may be given several times.",
        HelpName = "ADDRESS[:PORT]",
        DefaultValueFactory = _ => [],
        CustomParser = result => ParseAddresses(result, StandardPort),
    };

    private readonly Option<IPEndPoint[]> _roots = new("--root")
    {
        Description = "A root server, of a laboratory for one; its port is that of all servers there.",
        HelpName = "ADDRESS[:PORT]",
        DefaultValueFactory = _ => [],
        CustomParser = result => ParseAddresses(result, StandardPort),
    };

    private readonly Option<bool> _trace = new("--trace")
    {
        Description = "Print each step of each lookup: the server asked, the question, what came of it, the time.",
    };

    private readonly Option<AccessList> _allowRecursion = Access(
        "--allow-recursion", "Whom to look names up for; by default this machine.", AccessList.Loopback);

    private readonly Option<AccessList> _allowTransfer = Access(
        "--allow-transfer", "Who may copy whole zones; by default nobody.", AccessList.None);

    private readonly Option<AccessList> _allowUpdate = Access(
        "--allow-update", "Who may change zones; by default nobody.", AccessList.None);

    private readonly Option<TsigKey[]> _keys = new("--key")
    {
        Description = "A key that requests may be signed with; may be given several times.",
        HelpName = "[ALGORITHM:]NAME:BASE64",
        DefaultValueFactory = _ => [],
        CustomParser = result => ParseAll(result, TsigKey.Parse),
    };

    private readonly Option<IPEndPoint[]> _notify = new("--notify")
    {
        Description = "A server to tell of changes; may be given several times.",
        HelpName = "ADDRESS[:PORT]",
        DefaultValueFactory = _ => [],
        CustomParser = result => ParseAddresses(result, StandardPort),
    };

    private readonly Option<string[]> _secondary = new("--secondary")
    {
        Description = "A zone to copy from another server and keep up to date; may be given several times. "
            + "Transfers are signed with the first key.",
        HelpName = "ZONE@ADDRESS[:PORT]",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<DirectoryInfo?> _folder = new("--folder")
    {
        Description = "Where updates and copied zones are kept, to be there again after a restart; none: in memory.",
        HelpName = "FOLDER",
    };

    private readonly Option<int> _rate = new("--rate-limit")
    {
        Description = "How many answers alike a network gets in a second over UDP; by default any number.",
        HelpName = "N",
        CustomParser = result => Values.ParseNumber(result, 0, 1_000_000),
    };

    public ServeDnsCommand() : base(
        "dns", "Serves zones by DNS alone, and resolves names, until Ctrl+C. SIGHUP reads the zone files again.")
    {
        Option[] all =
        [
            _zones, _dns, _recursive, _forward, _roots, _trace, _allowRecursion, _allowTransfer, _allowUpdate, _keys,
            _notify, _secondary, _folder, _rate,
        ];
        foreach (Option option in all) Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        FileInfo[] files = parsed.GetRequiredValue(_zones);
        string[] secondaries = parsed.GetRequiredValue(_secondary);
        bool isRecursive = parsed.GetValue(_recursive) || parsed.GetRequiredValue(_forward).Length > 0;
        // Whoever asks for nothing gets the samples.
        bool hasZones = files.Length > 0 || (secondaries.Length == 0 && !isRecursive);
        IEnumerable<Zone> first = hasZones ? Zones.Read(files) : [];
        ZoneStore zones = parsed.GetValue(_folder) is { } folder ? ZoneStore.Open(folder.FullName, first) : new ZoneStore(first);
        var service = new DnsService(zones, files, OptionsOf(parsed, isRecursive, secondaries));
        await service.RunAsync(parsed.GetRequiredValue(_dns), cancel).ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private DnsServerOptions OptionsOf(ParseResult parsed, bool isRecursive, string[] secondaries)
    {
        TsigKey[] keys = parsed.GetRequiredValue(_keys);
        return new DnsServerOptions
        {
            Recursion = isRecursive ? Recursion(parsed) : null,
            AllowRecursion = parsed.GetRequiredValue(_allowRecursion),
            AllowTransfer = parsed.GetRequiredValue(_allowTransfer),
            AllowUpdate = parsed.GetRequiredValue(_allowUpdate),
            Keys = keys,
            Notify = parsed.GetRequiredValue(_notify),
            Secondaries = [.. secondaries.Select(text => Secondary(text, keys.FirstOrDefault()))],
            MaxResponsesPerSecond = parsed.GetValue(_rate),
        };
    }

    private IDnsLookup Recursion(ParseResult parsed)
    {
        IPEndPoint[] roots = parsed.GetRequiredValue(_roots);
        var options = new DnsResolverOptions
        {
            Forwarders = parsed.GetRequiredValue(_forward),
            Trace = parsed.GetValue(_trace) ? DnsService.WriteStep : null,
        };
        if (roots.Length > 0)
            options = options with { RootServers = [.. roots.Select(root => root.Address)], Port = roots[0].Port };
        return DnsService.WithHosts(new DnsResolver(options));
    }

    private static SecondaryZone Secondary(string text, TsigKey? key)
    {
        string[] parts = text.Split('@');
        if (parts.Length == 2 && Values.TryParseAddress(parts[1], StandardPort, out IPEndPoint? primary))
            return new SecondaryZone(DomainName.Parse(parts[0]), primary, key);
        throw new CliException($"'{text}' is not a ZONE@ADDRESS[:PORT]", ExitCode.Usage);
    }

    private static IPEndPoint[] ParseAddresses(ArgumentResult result, int port) =>
        ParseAll(result, text => Values.TryParseAddress(text, port, out IPEndPoint? address)
            ? address
            : throw new FormatException($"'{text}' is not an ADDRESS or ADDRESS:PORT"));

    private static Option<AccessList> Access(string name, string description, AccessList usual) => new(name)
    {
        Description = description,
        HelpName = "NETWORK|key:NAME,…",
        DefaultValueFactory = _ => usual,
        CustomParser = result => ParseAll(result, text => AccessList.Parse(text.Split(','))).LastOrDefault(),
    };

    private static T[] ParseAll<T>(ArgumentResult result, Func<string, T> parse)
    {
        try
        {
            return [.. result.Tokens.Select(token => parse(token.Value))];
        }
        catch (FormatException malformed)
        {
            result.AddError($"{malformed.Message}.");
            return [];
        }
    }
}
