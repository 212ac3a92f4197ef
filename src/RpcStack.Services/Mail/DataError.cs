namespace RpcStack.Services.Mail;

/// <summary>A server took sender and recipients, but not the message.</summary>
[RpcMessage]
public sealed partial class DataError(MailReply reply) : RpcFault($"The server refused the message: {reply}")
{
    /// <summary>What the server said.</summary>
    public MailReply Reply { get; } = reply;
}
