using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Runtime.CompilerServices;
using RpcStack.Cli.Output;
using RpcStack.Cli.Serving;
using RpcStack.Cli.Transferring;
using RpcStack.Transports;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack serve files</c>.</summary>
internal sealed class ServeFilesCommand : Command
{
    private readonly Argument<DirectoryInfo> _directory =
        new Argument<DirectoryInfo>("DIR") { Description = "The directory to serve; nothing leads out of it." }
            .AcceptExistingOnly();

    private readonly Option<IPEndPoint> _ftp = new("--ftp")
    {
        Description = "Where to speak FTP; port 0 takes one that is free.",
        HelpName = "ADDRESS:PORT",
        DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, Defaults.FtpPort),
        CustomParser = result => Values.ParseAddress(result, Defaults.FtpPort),
    };

    private readonly Option<RpcEndpoint[]> _rpc = new("--rpc")
    {
        Description = $"Where to speak RPC; may be given several times. By default, without --user, rpc+tcp://127.0.0.1:{Defaults.RpcFilesPort}.",
        HelpName = "ENDPOINT",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Values.ParseEndpoints,
    };

    private readonly GrpcOption _grpc = new(Defaults.GrpcFilesPort, always: false);

    private readonly Option<FileUser[]> _users = new("--user")
    {
        Description = "Who may log in, by FTP; may be given several times. By default anonymous.",
        HelpName = "NAME:PASSWORD",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseUsers,
    };

    private readonly Option<bool> _writable = new("--writable") { Description = "Files may be changed, too." };

    private readonly Option<long?> _quota = new("--quota")
    {
        Description = "How many octets all files may have together.",
        HelpName = "OCTETS",
    };

    private readonly Option<FileInfo?> _certificate = new("--certificate")
    {
        Description = "A certificate and its private key, in PEM, for AUTH TLS.",
        HelpName = "FILE",
    };

    public ServeFilesCommand() : base("files", "Serves a directory through every door there is, until Ctrl+C.")
    {
        Add(_directory);
        Add(_ftp);
        Add(_rpc);
        Add(_grpc);
        Add(_users);
        Add(_writable);
        Add(_quota);
        Add(_certificate);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        FileUser[] users = parsed.GetValue(_users) ?? [];
        // RPC knows no users, so where there are some it is opened on request only.
        RpcEndpoint[] usual = users.Length > 0 ? [] : [new RpcEndpoint("tcp", "127.0.0.1", Defaults.RpcFilesPort)];
        var plan = new FileDoorsPlan(
            parsed.GetRequiredValue(_directory),
            parsed.GetRequiredValue(_ftp),
            parsed.GetValue(_rpc) is { Length: > 0 } asked ? asked : usual,
            parsed.GetValue(_grpc) ?? (users.Length > 0 ? null : new IPEndPoint(IPAddress.Loopback, Defaults.GrpcFilesPort)),
            users,
            parsed.GetValue(_writable),
            parsed.GetValue(_quota),
            parsed.GetValue(_certificate));
        FileDoors doors = await FileDoors.OpenAsync(plan, cancel).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = doors.ConfigureAwait(false);
        ServeFilesReport.Write(doors, plan);
        await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ServeReport.WriteStopping();
        return ExitCode.Ok;
    }

    private static FileUser[]? ParseUsers(ArgumentResult result)
    {
        List<FileUser> users = [];
        foreach (Token token in result.Tokens)
        {
            int colon = token.Value.IndexOf(':');
            if (colon > 0) users.Add(new FileUser(token.Value[..colon], token.Value[(colon + 1)..]));
            else result.AddError($"'{token.Value}' is not a NAME:PASSWORD.");
        }

        return users.Count == result.Tokens.Count ? [.. users] : null;
    }
}
