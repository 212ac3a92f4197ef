namespace RpcStack.Services.Files.Ftp;

/// <summary>What a server said is not what was hoped for. Lost connections are <see cref="IOException"/>s.</summary>
public abstract class FtpException : Exception
{
    private protected FtpException(string message, FtpReply? reply = null) : base(message) => Reply = reply;

    /// <summary>What the server said, or null where it was no reply at all.</summary>
    public FtpReply? Reply { get; }

    /// <summary>The exception for a reply to a command.</summary>
    internal static FtpException For(string command, FtpReply reply) => reply.Class switch
    {
        4 => new FtpTemporaryException(command, reply),
        5 => new FtpPermanentException(command, reply),
        _ => new FtpReplyException(command, reply),
    };
}
