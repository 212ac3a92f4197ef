namespace RpcStack.Services.Files.Ftp;

internal sealed partial class FtpSession
{
    /// <summary>Whether the client has closed the control connection, as one does that was killed.</summary>
    internal bool IsClientGone =>
        _control.IsClosedByPeer || _nextLine is { IsCompleted: true } line && (!line.IsCompletedSuccessfully || line.Result is null);

    /// <summary>
    /// Runs a transfer while listening for ABOR and STAT (RFC 959 §4.1.3). Other commands wait until it is over, and so does
    /// whoever sends many.
    /// </summary>
    internal async ValueTask<FtpAnswer> TransferAsync(
        Func<CancellationToken, Task<FtpAnswer>> transfer, CancellationToken cancel)
    {
        // A data connection has time limits of its own.
        _idle.CancelAfter(Timeout.InfiniteTimeSpan);
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (Site.Options.MaxTransferTime is { } longest) abort.CancelAfter(longest);
        Task<FtpAnswer> running = transfer(abort.Token);
        bool isAborted = false;
        while (!isAborted && await Task.WhenAny(running, PeekLine()).ConfigureAwait(false) != running)
        {
            string? line = await PeekLine().ConfigureAwait(false);
            if (line is not null && IsCommand(line, "STAT"))
            {
                _nextLine = null;
                await SendAsync(new FtpAnswer(211, "A transfer is under way"), cancel).ConfigureAwait(false);
                continue;
            }

            isAborted = line is null || IsCommand(line, "ABOR");
            if (!isAborted) break;
            if (line is not null) _nextLine = null;
            await abort.CancelAsync().ConfigureAwait(false);
        }

        FtpAnswer answer = await running.ConfigureAwait(false);
        if (!isAborted || IsClientGone) return answer;
        await SendAsync(answer, cancel).ConfigureAwait(false);
        return new FtpAnswer(226, "ABOR done");
    }

    private static bool IsCommand(string line, string name) => line.Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
}
