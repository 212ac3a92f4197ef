using System.CommandLine;
using System.Runtime.CompilerServices;
using RpcStack.Cli.Output;
using RpcStack.Cli.Transferring;
using RpcStack.Services.Files;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack put</c>.</summary>
internal sealed class PutCommand : Command
{
    private readonly Argument<FileInfo> _file = new Argument<FileInfo>("FILE") { Description = "What to send." }
        .AcceptExistingOnly();

    private readonly RemoteArgument _uri = new();

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on where the file that is there ends; what is broken off stays, to go on from again.",
    };

    private readonly AuthorityOption _authority = new();

    public PutCommand() : base("put", "Sends a file, to a server of any kind. It appears there once it is whole.")
    {
        Add(_file);
        Add(_uri);
        Add(_resume);
        Add(_authority);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ThreadPoolSpin.TurnOff();
        FileInfo file = parsed.GetRequiredValue(_file);
        FileUri uri = parsed.GetRequiredValue(_uri);
        RemoteFiles remote = await RemoteFiles.OpenAsync(uri, parsed.GetValue(_authority), cancel).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = remote.ConfigureAwait(false);
        string path = uri.Name.Length > 0 ? remote.Path : remote.Path + file.Name;
        bool isResumed = parsed.GetValue(_resume);
        long offset = isResumed ? await SizeAsync(remote.Files, path, cancel).ConfigureAwait(false) : 0;
        if (offset > file.Length)
            throw new CliException($"{path} has {offset} octets already, and {file} only {file.Length}");
        var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await using ConfiguredAsyncDisposable __ = stream.ConfigureAwait(false);
        stream.Seek(offset, SeekOrigin.Begin);
        await TransferProgress.ShowAsync(file.Name, offset, file.Length, async advance =>
        {
            IAsyncEnumerable<ReadOnlyMemory<byte>> content = Metered.Count(Metered.Read(stream), advance, cancel);
            if (isResumed) await remote.Files.ResumeAsync(path, offset, content, cancel).ConfigureAwait(false);
            else await remote.Files.WriteAsync(path, content, cancel).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private static async Task<long> SizeAsync(IFileTransfer files, string path, CancellationToken cancel)
    {
        try
        {
            return (await files.StatAsync(path, cancel).ConfigureAwait(false)).Size;
        }
        catch (FileFault missing) when (missing.Problem == FileProblem.NotFound)
        {
            return 0;
        }
    }
}
