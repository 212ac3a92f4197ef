namespace RpcStack.Services.Mail;

/// <summary>A recipient that was refused, and why.</summary>
/// <param name="Address">The recipient, as in the envelope.</param>
/// <param name="Reply">The reply to it.</param>
[RpcMessage]
public sealed partial record RefusedRecipient(string Address, MailReply Reply);
