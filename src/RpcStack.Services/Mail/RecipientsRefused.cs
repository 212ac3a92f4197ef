namespace RpcStack.Services.Mail;

public sealed partial class RecipientsRefused
{
    /// <inheritdoc/>
    [RpcIgnore]
    public override string Message =>
        $"All recipients were refused: {string.Join("; ", Refused.Select(r => $"<{r.Address}> {r.Reply}"))}";
}
