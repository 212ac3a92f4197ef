namespace RpcStack.Services.Files.Ftp;

/// <summary>The server cannot do it now: a reply of 400 to 499.</summary>
public sealed class FtpTemporaryException : FtpException
{
    internal FtpTemporaryException(string command, FtpReply reply) : base($"{command}: {reply}", reply)
    {
    }
}
