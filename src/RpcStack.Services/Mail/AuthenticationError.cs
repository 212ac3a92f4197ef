namespace RpcStack.Services.Mail;

/// <summary>A server did not take the credentials.</summary>
[RpcMessage]
public sealed partial class AuthenticationError(MailReply reply) : RpcFault($"The server refused the credentials: {reply}")
{
    /// <summary>What the server said.</summary>
    public MailReply Reply { get; } = reply;
}
