namespace RpcStack.Services.Mail;

/// <summary>A server did not take the greeting (EHLO, HELO, or LHLO), or did not greet.</summary>
[RpcMessage]
public sealed partial class HeloError(MailReply reply) : RpcFault($"The server refused the greeting: {reply}")
{
    /// <summary>What the server said.</summary>
    public MailReply Reply { get; } = reply;
}
