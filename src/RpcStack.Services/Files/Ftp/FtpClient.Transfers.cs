using System.Runtime.CompilerServices;
using System.Text;

namespace RpcStack.Services.Files.Ftp;

public sealed partial class FtpClient
{
    private const int ChunkSize = 64 << 10;
    private const int MaxListingLine = TelnetLine.MaxLength;

    /// <summary>Retrieves a file as it is (TYPE I, RETR), from an offset on (REST).</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where to begin, in octets.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>Its octets. Who stops reading before the end breaks the transfer off.</returns>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> RetrieveAsync(
        string path, long offset = 0, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return ReceiveAsync($"RETR {path}", isBinary: true, offset, cancel);
    }

    /// <summary>Retrieves a file as text (TYPE A, RETR), line by line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Gives it up.</param>
    public IAsyncEnumerable<string> RetrieveLinesOfAsync(string path, CancellationToken cancel = default) =>
        RetrieveLinesAsync($"RETR {path}", cancel);

    /// <summary>Stores a file as it is (TYPE I, STOR), from an offset on (REST).</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its octets.</param>
    /// <param name="offset">Where to begin, in octets.</param>
    /// <param name="cancel">Gives it up.</param>
    public Task<FtpReply> StoreAsync(
        string path, IAsyncEnumerable<ReadOnlyMemory<byte>> content, long offset = 0, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return InTurnAsync(() => SendAsync($"STOR {path}", isBinary: true, content, offset, cancel), cancel);
    }

    /// <summary>Adds to the end of a file, or makes one (TYPE I, APPE).</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What to add.</param>
    /// <param name="cancel">Gives it up.</param>
    public Task<FtpReply> AppendAsync(
        string path, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return InTurnAsync(() => SendAsync($"APPE {path}", isBinary: true, content, 0, cancel), cancel);
    }

    /// <summary>Stores a file as text (TYPE A, STOR).</summary>
    /// <param name="path">The file.</param>
    /// <param name="lines">Its lines, without what ends them.</param>
    /// <param name="cancel">Gives it up.</param>
    public Task<FtpReply> StoreLinesAsync(string path, IAsyncEnumerable<string> lines, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return InTurnAsync(
            () => SendAsync($"STOR {path}", isBinary: false, lines.Select(Encode), 0, cancel), cancel);
    }

    private static ReadOnlyMemory<byte> Encode(string line) => line.AsSpan().IndexOfAny('\r', '\n') < 0
        ? Encoding.UTF8.GetBytes(line + "\r\n")
        : throw new ArgumentException("A line has a line's end in it.", nameof(line));

    private async Task<T> InTurnAsync<T>(Func<Task<T>> action, CancellationToken cancel)
    {
        using IDisposable turn = await TakeTurnAsync(cancel).ConfigureAwait(false);
        return await action().ConfigureAwait(false);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReceiveAsync(
        string command, bool isBinary, long offset, [EnumeratorCancellation] CancellationToken cancel)
    {
        using IDisposable turn = await TakeTurnAsync(cancel).ConfigureAwait(false);
        await SetTypeAsync(isBinary, cancel).ConfigureAwait(false);
        DataConnection data = await _data.OpenAsync(command, offset, cancel).ConfigureAwait(false);
        bool isWhole = false;
        try
        {
            while (true)
            {
                byte[] chunk = GC.AllocateUninitializedArray<byte>(ChunkSize);
                int count = await data.ReceiveAsync(chunk, cancel).ConfigureAwait(false);
                if (count == 0) break;
                yield return chunk.AsMemory(0, count);
            }

            isWhole = true;
        }
        finally
        {
            if (!isWhole) data.Abort();
            await data.DisposeAsync().ConfigureAwait(false);
            if (!isWhole) await _conversation.BreakOffAsync(command).ConfigureAwait(false);
        }

        // Only the reply tells the end of the file from the end of the server.
        await _conversation.ReadAsync(command, cancel).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<string> RetrieveLinesAsync(
        string command, [EnumeratorCancellation] CancellationToken cancel)
    {
        var line = new List<byte>();
        await foreach (ReadOnlyMemory<byte> chunk in ReceiveAsync(command, isBinary: false, 0, cancel).ConfigureAwait(false))
        {
            for (int i = 0; i < chunk.Length; i++)
            {
                byte octet = chunk.Span[i];
                if (octet == '\n') yield return TakeLine(line);
                else if (line.Count < MaxListingLine) line.Add(octet);
                else throw new FtpProtocolException($"A line has more than {MaxListingLine} octets");
            }
        }

        if (line.Count > 0) yield return TakeLine(line);
    }

    private static string TakeLine(List<byte> line)
    {
        if (line is [.., (byte)'\r']) line.RemoveAt(line.Count - 1);
        string text = Encoding.UTF8.GetString([.. line]);
        line.Clear();
        return text;
    }

    private async Task<FtpReply> SendAsync(
        string command,
        bool isBinary,
        IAsyncEnumerable<ReadOnlyMemory<byte>> content,
        long offset,
        CancellationToken cancel)
    {
        await SetTypeAsync(isBinary, cancel).ConfigureAwait(false);
        DataConnection data = await _data.OpenAsync(command, offset, cancel).ConfigureAwait(false);
        // The reply is read first: some servers close the connection only when they have sent it.
        await using (data.ConfigureAwait(false))
        {
            try
            {
                await foreach (ReadOnlyMemory<byte> chunk in content.WithCancellation(cancel).ConfigureAwait(false))
                    await data.SendAsync(chunk, cancel).ConfigureAwait(false);
                await data.FinishAsync().ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                data.Abort();
                FtpException? reason = await _conversation.BreakOffAsync(command).ConfigureAwait(false);
                // The server broke the connection, and says why.
                if (failure is BrokenTransferException && reason is not null) throw reason;
                throw;
            }

            return await _conversation.ReadAsync(command, cancel).ConfigureAwait(false);
        }
    }
}
