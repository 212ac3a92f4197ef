namespace RpcStack.Services.Mail;

/// <summary>The sender of the envelope was refused.</summary>
[RpcMessage]
public sealed partial class SenderRefused(string sender, MailReply reply)
    : RpcFault($"The sender <{sender}> was refused: {reply}")
{
    /// <summary>The sender, as in the envelope.</summary>
    public string Sender { get; } = sender;

    /// <summary>What the server said.</summary>
    public MailReply Reply { get; } = reply;
}
