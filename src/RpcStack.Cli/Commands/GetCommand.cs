using System.CommandLine;
using System.Runtime.CompilerServices;
using RpcStack.Cli.Output;
using RpcStack.Cli.Transferring;
using RpcStack.Services.Files;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack get</c>.</summary>
internal sealed class GetCommand : Command
{
    private const string StandardOutput = "-";

    private readonly RemoteArgument _uri = new();

    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "Where to put it: by default under its own name here; '-' prints it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = $"Go on where the file that is there ends, FILE{LocalFile.PartSuffix} or else FILE.",
    };

    private readonly AuthorityOption _authority = new();

    public GetCommand() : base("get", "Fetches a file, from a server of any kind.")
    {
        Add(_uri);
        Add(_file);
        Add(_resume);
        Add(_authority);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ThreadPoolSpin.TurnOff();
        FileUri uri = parsed.GetRequiredValue(_uri);
        string file = parsed.GetValue(_file) ?? uri.Name;
        if (file.Length == 0) throw new CliException($"{uri} names no file; say where to put it", ExitCode.Usage);
        RemoteFiles remote = await RemoteFiles.OpenAsync(uri, parsed.GetValue(_authority), cancel).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = remote.ConfigureAwait(false);
        FileEntry entry = await remote.Files.StatAsync(remote.Path, cancel).ConfigureAwait(false);
        using LocalFile target = file == StandardOutput
            ? LocalFile.StandardOutput()
            : LocalFile.Open(file, parsed.GetValue(_resume));
        await TransferProgress.ShowAsync(entry.Name, target.Offset, entry.Size, async advance =>
        {
            IAsyncEnumerable<ReadOnlyMemory<byte>> content =
                Metered.Count(remote.Files.ReadAsync(remote.Path, target.Offset, cancel), advance, cancel);
            // Not asynchronously, which would take a thread of the pool for every chunk.
            await foreach (ReadOnlyMemory<byte> chunk in content.ConfigureAwait(false)) target.Stream.Write(chunk.Span);
        }).ConfigureAwait(false);
        target.Complete();
        return ExitCode.Ok;
    }
}
