namespace RpcStack.Services.Mail.Store;

/// <summary>What came of trying to deliver to one recipient.</summary>
/// <param name="Recipient">Its position in the envelope.</param>
/// <param name="Reply">What was said: well, not now, or never.</param>
/// <param name="Host">Who said it; empty: this host.</param>
/// <param name="IsPassedOn">
/// Whether another host has taken it, and will tell the sender if that is wanted (RFC 3461 §5).
/// </param>
internal sealed record Outcome(int Recipient, MailReply Reply, string Host = "", bool IsPassedOn = false)
{
    public bool IsDelivered => Reply.IsPositive;

    public bool IsDeferred => Reply.IsTransient;
}
