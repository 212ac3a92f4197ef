namespace RpcStack.Services.Files.Ftp;

/// <summary>Whether a command has an argument.</summary>
internal enum FtpArgument
{
    None,
    Optional,
    Required,
}

/// <summary>A command's row in the table.</summary>
/// <param name="Run">What it does; it answers with one reply, or has sent its last one itself.</param>
/// <param name="Argument">Whether it has an argument.</param>
/// <param name="NeedsUser">Whether somebody has to be logged in.</param>
internal sealed record FtpCommand(
    Func<FtpSession, string, CancellationToken, ValueTask<FtpAnswer?>> Run,
    FtpArgument Argument,
    bool NeedsUser = true);
