using System.CommandLine;
using System.Net;
using RpcStack.Cli.Data;
using RpcStack.Cli.Output;
using RpcStack.Cli.Serving;
using RpcStack.Cli.Transferring;
using RpcStack.Transports;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack serve mail</c>.</summary>
internal sealed class ServeMailCommand : Command
{
    private readonly Option<DirectoryInfo> _folder = new("--folder")
    {
        Description = "Where the queue and the mailboxes are; what is there already is delivered.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => new DirectoryInfo("mail"),
    };

    private readonly Option<string> _domain = new("--domain")
    {
        Description = "The domain whose mail is kept.",
        HelpName = "DOMAIN",
        DefaultValueFactory = _ => "example.org",
    };

    private readonly Option<string[]> _users = new("--user")
    {
        Description = "A user, who has a mailbox and may log in; may be given several times.",
        HelpName = "NAME:PASSWORD",
        DefaultValueFactory = _ => ["alice:wonderland", "bob:builder"],
    };

    private readonly Option<IPEndPoint> _smtp =
        Address("--smtp", "Where other servers bring mail for the users.", MailPorts.Smtp);

    private readonly Option<IPEndPoint> _submission =
        Address("--submission", "Where users bring mail to anybody, once they have logged in.", MailPorts.Submission);

    private readonly Option<IPEndPoint> _pop3 = Address("--pop3", "Where users fetch their mail.", MailPorts.Pop3);

    private readonly Option<IPEndPoint?> _submissions =
        MoreAddress("--submissions", "Where users bring mail with TLS from the first octet, as on port 465.", 465);

    private readonly Option<IPEndPoint?> _pop3s =
        MoreAddress("--pop3s", "Where users fetch their mail with TLS from the first octet, as on port 995.", 995);

    private readonly Option<IPEndPoint?> _lmtp =
        MoreAddress("--lmtp", "Where a server of this host hands over mail for the users, by LMTP.", 24);

    private readonly GrpcOption _grpc = new(Defaults.GrpcMailPort);

    private readonly Option<RpcEndpoint[]> _rpc = new("--rpc")
    {
        Description = "Where to speak RPC; may be given several times.",
        HelpName = "ENDPOINT",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [new RpcEndpoint("tcp", "127.0.0.1", MailPorts.Rpc)],
        CustomParser = Values.ParseEndpoints,
    };

    private readonly Option<FileInfo?> _certificate = new("--certificate")
    {
        Description = "The certificate for TLS, PEM, with its private key in the same file; none: no TLS.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _plainLogin = new("--plain-login") { Description = "Let users log in unencrypted." };

    private readonly Option<IPEndPoint?> _resolver = new("--resolver")
    {
        Description = "The name server to ask for other domains' servers; none: their mail returns.",
        HelpName = "ADDRESS:PORT",
        CustomParser = result => Values.ParseAddress(result, 53),
    };

    private readonly Option<string[]> _routes = new("--route")
    {
        Description = "The server for a domain's mail, whatever the DNS says; the domain * is all others.",
        HelpName = "DOMAIN=HOST:PORT",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _transcript = new("--transcript")
    {
        Description = "Print the dialogues, with C: and S: before each line; passwords too.",
    };

    public ServeMailCommand() : base("mail", "Takes mail, delivers it, and lets users fetch it, until Ctrl+C.")
    {
        Option[] all =
        [
            _folder, _domain, _users, _smtp, _submission, _submissions, _lmtp, _pop3, _pop3s, _rpc, _grpc, _certificate,
            _plainLogin, _resolver, _routes, _transcript,
        ];
        foreach (Option option in all) Add(option);
        SetAction(RunAsync);
    }

    private static Option<IPEndPoint> Address(string name, string description, int port) => new(name)
    {
        Description = $"{description} Port 0 takes one that is free.",
        HelpName = "ADDRESS:PORT",
        DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, port),
        CustomParser = result => Values.ParseAddress(result, port),
    };

    private static Option<IPEndPoint?> MoreAddress(string name, string description, int port) => new(name)
    {
        Description = $"{description} By default nowhere; port 0 takes one that is free.",
        HelpName = "ADDRESS:PORT",
        CustomParser = result => Values.ParseAddress(result, port),
    };

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var plan = new MailPlan
        {
            Folder = parsed.GetRequiredValue(_folder).FullName,
            Domain = parsed.GetRequiredValue(_domain),
            Users = parsed.GetRequiredValue(_users),
            Smtp = parsed.GetRequiredValue(_smtp),
            Submission = parsed.GetRequiredValue(_submission),
            Pop3 = parsed.GetRequiredValue(_pop3),
            Submissions = parsed.GetValue(_submissions),
            Pop3s = parsed.GetValue(_pop3s),
            Lmtp = parsed.GetValue(_lmtp),
            Rpc = parsed.GetRequiredValue(_rpc),
            Grpc = parsed.GetValue(_grpc),
            Certificate = parsed.GetValue(_certificate),
            AllowsPlaintextLogin = parsed.GetValue(_plainLogin),
            Resolver = parsed.GetValue(_resolver),
            Routes = parsed.GetRequiredValue(_routes),
            Transcript = parsed.GetValue(_transcript) ? Console.Out : null,
        };
        MailDoors doors = await MailDoors.OpenAsync(plan, cancel).ConfigureAwait(false);
        await using (doors.ConfigureAwait(false))
        {
            MailReport.Write(doors, plan);
            await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ServeReport.WriteStopping();
        }

        return ExitCode.Ok;
    }
}
