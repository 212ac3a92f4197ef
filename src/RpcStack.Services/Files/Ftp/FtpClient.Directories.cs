namespace RpcStack.Services.Files.Ftp;

public sealed partial class FtpClient
{
    /// <summary>The current directory (PWD).</summary>
    /// <param name="cancel">Gives it up.</param>
    public async Task<string> PwdAsync(CancellationToken cancel = default) =>
        Unquoted(await DoAsync("PWD", cancel).ConfigureAwait(false));

    /// <summary>Changes the current directory (CWD, or CDUP for <c>..</c>).</summary>
    /// <param name="path">The directory.</param>
    /// <param name="cancel">Gives it up.</param>
    public Task CwdAsync(string path, CancellationToken cancel = default) =>
        DoAsync(path == ".." ? "CDUP" : $"CWD {path}", cancel);

    /// <summary>Makes a directory (MKD).</summary>
    /// <param name="path">The directory.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>Its path, as the server says it.</returns>
    public async Task<string> MkdAsync(string path, CancellationToken cancel = default) =>
        Unquoted(await DoAsync($"MKD {path}", cancel).ConfigureAwait(false));

    /// <summary>Deletes a directory (RMD).</summary>
    /// <param name="path">The directory.</param>
    /// <param name="cancel">Gives it up.</param>
    public Task RmdAsync(string path, CancellationToken cancel = default) => DoAsync($"RMD {path}", cancel);

    /// <summary>Deletes a file (DELE).</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Gives it up.</param>
    public Task<FtpReply> DeleteAsync(string path, CancellationToken cancel = default) => DoAsync($"DELE {path}", cancel);

    /// <summary>Renames a file or directory (RNFR, RNTO).</summary>
    /// <param name="from">Its name.</param>
    /// <param name="to">Its new name.</param>
    /// <param name="cancel">Gives it up.</param>
    public async Task RenameAsync(string from, string to, CancellationToken cancel = default)
    {
        using IDisposable turn = await TakeTurnAsync(cancel).ConfigureAwait(false);
        await _conversation.AskAsync($"RNFR {from}", [3], cancel).ConfigureAwait(false);
        await _conversation.DoAsync($"RNTO {to}", cancel).ConfigureAwait(false);
    }

    /// <summary>A file's size in octets (SIZE, RFC 3659 §4).</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Gives it up.</param>
    public async Task<long> SizeAsync(string path, CancellationToken cancel = default)
    {
        using IDisposable turn = await TakeTurnAsync(cancel).ConfigureAwait(false);
        await SetTypeAsync(isBinary: true, cancel).ConfigureAwait(false);
        FtpReply reply = await _conversation.DoAsync($"SIZE {path}", cancel).ConfigureAwait(false);
        return SizeOf(reply);
    }

    /// <summary>When a file was last changed (MDTM, RFC 3659 §3).</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Gives it up.</param>
    public async Task<DateTimeOffset> MdtmAsync(string path, CancellationToken cancel = default) =>
        TimeOf(await DoAsync($"MDTM {path}", cancel).ConfigureAwait(false));

    /// <summary>Lists a directory for people (LIST), line by line as the server writes it.</summary>
    /// <param name="path">The directory; null for the current one.</param>
    /// <param name="cancel">Gives it up.</param>
    public IAsyncEnumerable<string> DirAsync(string? path = null, CancellationToken cancel = default) =>
        RetrieveLinesAsync(path is null ? "LIST" : $"LIST {path}", cancel);

    /// <summary>The names in a directory (NLST).</summary>
    /// <param name="path">The directory; null for the current one.</param>
    /// <param name="cancel">Gives it up.</param>
    public IAsyncEnumerable<string> NlstAsync(string? path = null, CancellationToken cancel = default) =>
        RetrieveLinesAsync(path is null ? "NLST" : $"NLST {path}", cancel);

    /// <summary>Lists a directory for machines (MLSD, RFC 3659 §7).</summary>
    /// <param name="path">The directory; null for the current one.</param>
    /// <param name="cancel">Gives it up.</param>
    public IAsyncEnumerable<FileEntry> MlsdAsync(string? path = null, CancellationToken cancel = default) =>
        RetrieveLinesAsync(path is null ? "MLSD" : $"MLSD {path}", cancel)
            .Select(MachineListing.Parse)
            .OfType<FileEntry>();

    private static long SizeOf(FtpReply reply) => MachineListing.TryParseSize(reply.Text.Trim(), out long size)
        ? size
        : throw new FtpProtocolException($"The reply to SIZE has no size: {reply}");

    private static DateTimeOffset TimeOf(FtpReply reply) => FtpTime.TryParse(reply.Text.Trim(), out DateTimeOffset time)
        ? time
        : throw new FtpProtocolException($"The reply to MDTM has no time: {reply}");

    /// <summary>The path of a reply 257, in which a quote is doubled (RFC 959 appendix II); "" where there is none.</summary>
    private static string Unquoted(FtpReply reply)
    {
        string text = reply.Text;
        int start = text.IndexOf('"');
        if (start < 0) return "";
        int end = start + 1;
        while (end < text.Length && (text[end] != '"' || (end + 1 < text.Length && text[end + 1] == '"')))
            end += text[end] == '"' ? 2 : 1;
        return text[(start + 1)..Math.Min(end, text.Length)].Replace("\"\"", "\"", StringComparison.Ordinal);
    }

    private async Task SetTypeAsync(bool isBinary, CancellationToken cancel)
    {
        if (_isBinary == isBinary) return;
        await _conversation.DoAsync(isBinary ? "TYPE I" : "TYPE A", cancel).ConfigureAwait(false);
        _isBinary = isBinary;
    }
}
