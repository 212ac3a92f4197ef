using System.CommandLine;
using System.Runtime.CompilerServices;
using RpcStack.Cli.Output;
using RpcStack.Cli.Transferring;
using RpcStack.Services.Files;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack ls</c>.</summary>
internal sealed class LsCommand : Command
{
    private readonly RemoteArgument _uri = new();

    private readonly AuthorityOption _authority = new();

    public LsCommand() : base("ls", "Lists a directory, of a server of any kind.")
    {
        Add(_uri);
        Add(_authority);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        RemoteFiles remote = await RemoteFiles.OpenAsync(
            parsed.GetRequiredValue(_uri), parsed.GetValue(_authority), cancel).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = remote.ConfigureAwait(false);
        FileEntry entry = await remote.Files.StatAsync(remote.Path, cancel).ConfigureAwait(false);
        List<FileEntry> entries = entry.Kind == FileKind.Directory
            ? await remote.Files.ListAsync(remote.Path, cancel).ToListAsync(cancel).ConfigureAwait(false)
            : [entry];
        FileListing.Write(entries);
        return ExitCode.Ok;
    }
}
