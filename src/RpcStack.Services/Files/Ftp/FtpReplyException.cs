namespace RpcStack.Services.Files.Ftp;

/// <summary>A reply that is right at another time, but not to this command.</summary>
public sealed class FtpReplyException : FtpException
{
    internal FtpReplyException(string command, FtpReply reply) : base($"{command}: {reply}", reply)
    {
    }
}
