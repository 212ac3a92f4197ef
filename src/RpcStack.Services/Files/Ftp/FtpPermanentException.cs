namespace RpcStack.Services.Files.Ftp;

/// <summary>The server will not do it: a reply of 500 to 599.</summary>
public sealed class FtpPermanentException : FtpException
{
    internal FtpPermanentException(string command, FtpReply reply) : base($"{command}: {reply}", reply)
    {
    }
}
