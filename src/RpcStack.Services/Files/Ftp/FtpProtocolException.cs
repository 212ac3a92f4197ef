namespace RpcStack.Services.Files.Ftp;

/// <summary>The server sent what is no reply, such as one whose code does not begin with 1 to 5.</summary>
public sealed class FtpProtocolException : FtpException
{
    internal FtpProtocolException(string message) : base(message)
    {
    }
}
