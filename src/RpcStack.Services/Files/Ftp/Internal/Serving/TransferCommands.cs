using System.Buffers;
using System.Runtime.CompilerServices;

namespace RpcStack.Services.Files.Ftp;

/// <summary>Files over data connections: RFC 959 §4.1.3.</summary>
internal static class TransferCommands
{
    internal static Dictionary<string, FtpCommand> Table { get; } = new()
    {
        ["RETR"] = new(RetrAsync, FtpArgument.Required),
        ["STOR"] = new(StorAsync, FtpArgument.Required),
        ["APPE"] = new(AppeAsync, FtpArgument.Required),
        ["LIST"] = new(ListingCommands.ListAsync, FtpArgument.Optional),
        ["NLST"] = new(ListingCommands.NlstAsync, FtpArgument.Optional),
        ["MLSD"] = new(ListingCommands.MlsdAsync, FtpArgument.Optional),
    };

    /// <summary>Runs a transfer, if the data connection may be in clear.</summary>
    internal static async ValueTask<FtpAnswer?> RunAsync(
        FtpSession session, Func<DataConnection, CancellationToken, Task> move, CancellationToken cancel)
    {
        if (session.Site.Options.RequiresTls && !session.Data.IsProtected)
            return new FtpAnswer(521, "Data connections have to be private: use PROT P");
        return await session.TransferAsync(token => Transfer.RunAsync(session, move, token), cancel).ConfigureAwait(false);
    }

    private static async ValueTask<FtpAnswer?> RetrAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        (string path, long offset) = (session.PathOf(argument), TakeRestart(session));
        // While there is no data connection yet, a reply can say what is wrong.
        FileEntry entry = await session.Files.StatAsync(path, cancel).ConfigureAwait(false);
        if (entry.Kind != FileKind.File) return new FtpAnswer(550, $"'{path}' is a directory");
        if (offset > entry.Size) return new FtpAnswer(554, $"'{path}' has {entry.Size} octets, {offset} is past its end");
        return await RunAsync(
            session,
            async (data, token) =>
            {
                await SendAsync(session, data, path, offset, token).ConfigureAwait(false);
                await data.FinishAsync().ConfigureAwait(false);
            },
            cancel).ConfigureAwait(false);
    }

    private static async ValueTask<FtpAnswer?> StorAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        (string path, long offset) = (session.PathOf(argument), TakeRestart(session));
        if (offset > 0)
        {
            long size = await SizeAsync(session, path, cancel).ConfigureAwait(false);
            return offset == size
                ? await ResumeAsync(session, path, size, cancel).ConfigureAwait(false)
                : new FtpAnswer(554, $"'{path}' has {size} octets, and can go on from there only");
        }

        return await RunAsync(
            session,
            async (data, token) => await session.Files
                .WriteAsync(path, ReceiveAsync(session, data, token), token).ConfigureAwait(false),
            cancel).ConfigureAwait(false);
    }

    private static async ValueTask<FtpAnswer?> AppeAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        string path = session.PathOf(argument);
        TakeRestart(session);
        long size = await SizeAsync(session, path, cancel).ConfigureAwait(false);
        return await ResumeAsync(session, path, size, cancel).ConfigureAwait(false);
    }

    private static ValueTask<FtpAnswer?> ResumeAsync(
        FtpSession session, string path, long size, CancellationToken cancel) => RunAsync(
        session,
        async (data, token) => await session.Files
            .ResumeAsync(path, size, ReceiveAsync(session, data, token), token).ConfigureAwait(false),
        cancel);

    private static async ValueTask<long> SizeAsync(FtpSession session, string path, CancellationToken cancel)
    {
        try
        {
            return (await session.Files.StatAsync(path, cancel).ConfigureAwait(false)).Size;
        }
        catch (FileFault missing) when (missing.Problem == FileProblem.NotFound)
        {
            return 0;
        }
    }

    private static long TakeRestart(FtpSession session)
    {
        long offset = session.IsBinary ? session.RestartAt : 0;
        session.RestartAt = 0;
        return offset;
    }

    private static async Task SendAsync(
        FtpSession session, DataConnection data, string path, long offset, CancellationToken cancel)
    {
        if (session.IsBinary && data.CanSendFile && (session.Files as ILocalFiles)?.Locate(path) is { } local)
        {
            await data.SendFileAsync(local, offset, cancel).ConfigureAwait(false);
            return;
        }

        byte last = 0;
        byte[]? text = null;
        await foreach (ReadOnlyMemory<byte> chunk in session.Files.ReadAsync(path, offset, cancel).ConfigureAwait(false))
        {
            if (session.IsBinary)
            {
                await data.SendAsync(chunk, cancel).ConfigureAwait(false);
                continue;
            }

            if (text is null || text.Length < chunk.Length * 2) text = new byte[chunk.Length * 2];
            int length = AsciiLines.Encode(chunk.Span, text, ref last);
            await data.SendAsync(text.AsMemory(0, length), cancel).ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReceiveAsync(
        FtpSession session, DataConnection data, [EnumeratorCancellation] CancellationToken cancel)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(DataConnection.BufferSize);
        byte[] text = session.IsBinary ? [] : new byte[buffer.Length + 1];
        bool hasReturn = false;
        try
        {
            while (await data.ReceiveAsync(buffer, cancel).ConfigureAwait(false) is > 0 and var count)
            {
                if (session.IsBinary) yield return buffer.AsMemory(0, count);
                else yield return text.AsMemory(0, AsciiLines.Decode(buffer.AsSpan(0, count), text, ref hasReturn));
            }

            if (hasReturn) yield return "\r"u8.ToArray();
            // The end of a data connection is the end of the file, also where it is the end of the client: but then
            // its control connection has ended as well.
            if (session.IsClientGone) throw new BrokenTransferException("The client is gone");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
