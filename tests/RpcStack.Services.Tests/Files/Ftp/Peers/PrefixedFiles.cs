using System.Runtime.CompilerServices;
using RpcStack.Services.Files;

namespace RpcStack.Services.Tests.Files.Ftp.Peers;

/// <summary>A directory within others' files as if it were the root: vsftpd lets nobody write to its own.</summary>
internal sealed class PrefixedFiles(IFileTransfer files, string prefix) : IFileTransfer
{
    public async IAsyncEnumerable<FileEntry> ListAsync(
        string path, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using IAsyncEnumerator<FileEntry> each = files.ListAsync(At(path), cancel).GetAsyncEnumerator(cancel);
        while (await TranslateAsync(() => each.MoveNextAsync())) yield return each.Current;
    }

    public async ValueTask<FileEntry> StatAsync(string path, CancellationToken cancel = default)
    {
        FileEntry entry = await TranslateAsync(() => files.StatAsync(At(path), cancel));
        return entry with { Name = VirtualPath.NameOf(path) };
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        string path, long offset, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using IAsyncEnumerator<ReadOnlyMemory<byte>> each =
            files.ReadAsync(At(path), offset, cancel).GetAsyncEnumerator(cancel);
        while (await TranslateAsync(() => each.MoveNextAsync())) yield return each.Current;
    }

    public ValueTask<long> WriteAsync(
        string path, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default) =>
        TranslateAsync(() => files.WriteAsync(At(path), content, cancel));

    public ValueTask<long> ResumeAsync(
        string path, long offset, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default) =>
        TranslateAsync(() => files.ResumeAsync(At(path), offset, content, cancel));

    public async ValueTask DeleteAsync(string path, CancellationToken cancel = default) =>
        await TranslateAsync(() => DoneAsync(files.DeleteAsync(At(path), cancel)));

    public async ValueTask RenameAsync(string from, string to, CancellationToken cancel = default) =>
        await TranslateAsync(() => DoneAsync(files.RenameAsync(At(from), At(to), cancel)));

    public async ValueTask MakeDirectoryAsync(string path, CancellationToken cancel = default) =>
        await TranslateAsync(() => DoneAsync(files.MakeDirectoryAsync(At(path), cancel)));

    private string At(string path) => prefix + VirtualPath.Combine("/", path);

    private static async ValueTask<bool> DoneAsync(ValueTask action)
    {
        await action;
        return true;
    }

    private async ValueTask<T> TranslateAsync<T>(Func<ValueTask<T>> action)
    {
        try
        {
            return await action();
        }
        catch (FileFault fault) when (fault.Path.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw new FileFault(
                fault.Message.Replace(prefix, "", StringComparison.Ordinal), fault.Problem, fault.Path[prefix.Length..]);
        }
    }
}
