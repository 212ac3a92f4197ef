namespace RpcStack.Services.Mail;

/// <summary>Every recipient was refused, so nothing was sent.</summary>
[RpcMessage]
public sealed partial class RecipientsRefused(IReadOnlyList<RefusedRecipient> refused)
    : RpcFault($"All recipients were refused: {string.Join("; ", refused.Select(r => $"<{r.Address}> {r.Reply}"))}")
{
    /// <summary>Each of them, with what the server said.</summary>
    public IReadOnlyList<RefusedRecipient> Refused { get; } = refused;
}
