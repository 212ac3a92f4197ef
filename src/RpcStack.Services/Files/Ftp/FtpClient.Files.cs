using System.Runtime.CompilerServices;

namespace RpcStack.Services.Files.Ftp;

public sealed partial class FtpClient
{
    IAsyncEnumerable<FileEntry> IFileTransfer.ListAsync(string path, CancellationToken cancel)
    {
        string full = VirtualPath.Combine(VirtualPath.Root, path);
        IAsyncEnumerable<FileEntry> entries = HasMachineListings ? MlsdAsync(full, cancel) : ListInAsync(full, cancel);
        return ExplainAsync(entries, FileAct.List, full, cancel);
    }

    async ValueTask<FileEntry> IFileTransfer.StatAsync(string path, CancellationToken cancel)
    {
        string full = VirtualPath.Combine(VirtualPath.Root, path);
        return await FindAsync(full, cancel).ConfigureAwait(false) ?? throw FileFaults.NotFound(full);
    }

    async IAsyncEnumerable<ReadOnlyMemory<byte>> IFileTransfer.ReadAsync(
        string path, long offset, [EnumeratorCancellation] CancellationToken cancel)
    {
        string full = VirtualPath.Combine(VirtualPath.Root, path);
        if (offset != 0) await CheckOffsetAsync(full, offset, mayBeBeforeEnd: true, cancel).ConfigureAwait(false);
        IAsyncEnumerable<ReadOnlyMemory<byte>> chunks =
            ExplainAsync(RetrieveAsync(full, offset, cancel), FileAct.Read, full, cancel);
        await foreach (ReadOnlyMemory<byte> chunk in chunks.ConfigureAwait(false)) yield return chunk;
    }

    // FTP cannot tell a file's end from its sender's, so the file gets its name when the server has said that it is whole.
    async ValueTask<long> IFileTransfer.WriteAsync(
        string path, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel)
    {
        string full = VirtualPath.Combine(VirtualPath.Root, path);
        string part = VirtualPath.Combine(VirtualPath.ParentOf(full), $".rpcstack-{Guid.NewGuid():N}");
        var counter = new CountedContent(content);
        try
        {
            await ExplainAsync(() => StoreAsync(part, counter, 0, cancel), FileAct.Write, full, cancel).ConfigureAwait(false);
            await ExplainAsync(() => MoveAsync(part, full, cancel), FileAct.Write, full, cancel).ConfigureAwait(false);
            return counter.Count;
        }
        catch
        {
            await RemoveAsync(part).ConfigureAwait(false);
            throw;
        }
    }

    async ValueTask<long> IFileTransfer.ResumeAsync(
        string path, long offset, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel)
    {
        string full = VirtualPath.Combine(VirtualPath.Root, path);
        await CheckOffsetAsync(full, offset, mayBeBeforeEnd: false, cancel).ConfigureAwait(false);
        var counter = new CountedContent(content);
        await ExplainAsync(() => AppendAsync(full, counter, cancel), FileAct.Write, full, cancel).ConfigureAwait(false);
        return offset + counter.Count;
    }

    async ValueTask IFileTransfer.DeleteAsync(string path, CancellationToken cancel)
    {
        string full = VirtualPath.Combine(VirtualPath.Root, path);
        FileEntry? entry = await FindAsync(full, cancel).ConfigureAwait(false);
        string command = entry is { Kind: FileKind.Directory } ? "RMD" : "DELE";
        await ExplainAsync(() => DoAsync($"{command} {full}", cancel), FileAct.Delete, full, cancel).ConfigureAwait(false);
    }

    async ValueTask IFileTransfer.RenameAsync(string from, string to, CancellationToken cancel)
    {
        string source = VirtualPath.Combine(VirtualPath.Root, from), target = VirtualPath.Combine(VirtualPath.Root, to);
        if (await FindAsync(source, cancel).ConfigureAwait(false) is null) throw FileFaults.NotFound(source);
        await ExplainAsync(() => MoveAsync(source, target, cancel), FileAct.Make, target, cancel).ConfigureAwait(false);
    }

    async ValueTask IFileTransfer.MakeDirectoryAsync(string path, CancellationToken cancel)
    {
        string full = VirtualPath.Combine(VirtualPath.Root, path);
        await ExplainAsync(() => MkdAsync(full, cancel), FileAct.Make, full, cancel).ConfigureAwait(false);
    }

    private bool HasMachineListings => _features.Contains("MLST");

    private async Task<bool> MoveAsync(string from, string to, CancellationToken cancel)
    {
        await RenameAsync(from, to, cancel).ConfigureAwait(false);
        return true;
    }

    /// <summary>Describes a path, by whichever commands the server has; null where there is nothing.</summary>
    private async Task<FileEntry?> FindAsync(string path, CancellationToken cancel)
    {
        string name = VirtualPath.NameOf(path);
        try
        {
            if (HasMachineListings)
            {
                FtpReply reply = await DoAsync($"MLST {path}", cancel).ConfigureAwait(false);
                return (reply.Lines.Count > 1 ? MachineListing.ParseOne(reply.Lines[1].TrimStart()) : null) is { } entry
                    ? entry with { Name = name }
                    : null;
            }

            if (await IsDirectoryAsync(path, cancel).ConfigureAwait(false))
                return new FileEntry(name, FileKind.Directory, 0, 0);
            long size = await SizeAsync(path, cancel).ConfigureAwait(false);
            DateTimeOffset modified = await MdtmAsync(path, cancel).ConfigureAwait(false);
            return new FileEntry(name, FileKind.File, size, modified.ToUnixTimeMilliseconds());
        }
        catch (FtpPermanentException missing) when (missing.Reply!.Code is 550 or 553)
        {
            return null;
        }
    }

    private Task<bool> IsDirectoryAsync(string path, CancellationToken cancel) => InTurnAsync(async () =>
    {
        string current = Unquoted(await _conversation.DoAsync("PWD", cancel).ConfigureAwait(false));
        FtpReply entered = await _conversation.AskAsync($"CWD {path}", cancel).ConfigureAwait(false);
        if (entered.Class == 2) await _conversation.DoAsync($"CWD {current}", cancel).ConfigureAwait(false);
        return entered.Class == 2;
    }, cancel);

    // LIST takes what ls does, so that a path with a space or a hyphen in front would be something else.
    private async IAsyncEnumerable<FileEntry> ListInAsync(
        string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        string current = await PwdAsync(cancel).ConfigureAwait(false);
        await CwdAsync(path, cancel).ConfigureAwait(false);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        List<FileEntry> entries = await RetrieveLinesAsync("LIST -a", cancel)
            .Select(line => UnixListing.Parse(line, now))
            .OfType<FileEntry>()
            .ToListAsync(cancel).ConfigureAwait(false);
        await CwdAsync(current, cancel).ConfigureAwait(false);
        foreach (FileEntry entry in entries) yield return entry;
    }

    private async Task CheckOffsetAsync(string path, long offset, bool mayBeBeforeEnd, CancellationToken cancel)
    {
        FileEntry? entry = await FindAsync(path, cancel).ConfigureAwait(false);
        if (entry is null && (offset != 0 || mayBeBeforeEnd)) throw FileFaults.NotFound(path);
        long size = entry?.Size ?? 0;
        if (offset == size || (mayBeBeforeEnd && offset >= 0 && offset < size)) return;
        throw FileFaults.Make(
            FileProblem.BadOffset, path, $"has {size} octets, so {offset} is no offset to go on from");
    }

    private async Task RemoveAsync(string part)
    {
        try
        {
            await DeleteAsync(part, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is FtpException or IOException or TimeoutException)
        {
            // It was never made, or the server is not there any more.
        }
    }

    private async IAsyncEnumerable<T> ExplainAsync<T>(
        IAsyncEnumerable<T> items, FileAct act, string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        IAsyncEnumerator<T> each = items.GetAsyncEnumerator(cancel);
        await using (each.ConfigureAwait(false))
        {
            while (await ExplainAsync(() => each.MoveNextAsync().AsTask(), act, path, cancel).ConfigureAwait(false))
                yield return each.Current;
        }
    }

    private async Task<T> ExplainAsync<T>(Func<Task<T>> action, FileAct act, string path, CancellationToken cancel)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (FtpException failure) when (failure.Reply is { Class: 4 or 5 })
        {
            throw await FtpFaults.ExplainAsync(failure, act, path, p => FindAsync(p, cancel)).ConfigureAwait(false)
                ?? (Exception)failure;
        }
    }
}
