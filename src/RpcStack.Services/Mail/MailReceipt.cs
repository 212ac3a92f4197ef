namespace RpcStack.Services.Mail;

/// <summary>What whoever took a message said.</summary>
/// <param name="Reply">The reply to the message; its text usually names it.</param>
/// <param name="Refused">The recipients it will not go to.</param>
[RpcMessage]
public sealed partial record MailReceipt(MailReply Reply, IReadOnlyList<RefusedRecipient> Refused);
