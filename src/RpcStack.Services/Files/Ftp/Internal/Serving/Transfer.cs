namespace RpcStack.Services.Files.Ftp;

/// <summary>A data connection from its making to the reply that says how it ended.</summary>
internal static class Transfer
{
    /// <summary>Runs it. It does not throw what has to do with files or the data connection, but answers it.</summary>
    internal static async Task<FtpAnswer> RunAsync(
        FtpSession session, Func<DataConnection, CancellationToken, Task> move, CancellationToken cancel)
    {
        if (!session.Data.IsPlanned) return FtpAnswer.CannotOpenData("Use PORT, PASV, EPRT or EPSV first");
        DataConnection data;
        bool isOpen = session.Data.IsOpen;
        try
        {
            if (!isOpen) await session.SendAsync(FtpAnswer.DataOpening, cancel).ConfigureAwait(false);
            data = await session.Data.OpenAsync(cancel).ConfigureAwait(false);
        }
        catch (BrokenTransferException failure)
        {
            return FtpAnswer.CannotOpenData(failure.Message);
        }
        catch (OperationCanceledException)
        {
            return FtpAnswer.Broken("The transfer was aborted");
        }

        await using (data.ConfigureAwait(false))
        {
            FtpAnswer answer = await MoveAsync(session, data, isOpen, move, cancel).ConfigureAwait(false);
            // The peer must not take the end of what there is for the end of the file.
            if (answer != FtpAnswer.Done) data.Abort();
            return answer;
        }
    }

    private static async Task<FtpAnswer> MoveAsync(
        FtpSession session,
        DataConnection data,
        bool isOpen,
        Func<DataConnection, CancellationToken, Task> move,
        CancellationToken cancel)
    {
        try
        {
            if (isOpen) await session.SendAsync(FtpAnswer.DataOpen, cancel).ConfigureAwait(false);
            if (session.Data.IsProtected)
                await data.EncryptAsync(stream => session.Site.EncryptAsync(stream, cancel)).ConfigureAwait(false);
            await move(data, cancel).ConfigureAwait(false);
            return FtpAnswer.Done;
        }
        catch (FileFault fault)
        {
            return FtpAnswer.For(fault);
        }
        catch (BrokenTransferException broken)
        {
            return FtpAnswer.Broken(broken.Message);
        }
        catch (OperationCanceledException)
        {
            return FtpAnswer.Broken("The transfer was aborted, or took longer than is allowed");
        }
        catch (Exception failure) when (CommandTable.IsLocal(failure))
        {
            return new FtpAnswer(451, "Local error in processing", failure.Message);
        }
    }
}
