namespace RpcStack.Services.Mail;

public sealed partial class SenderRefused
{
    /// <inheritdoc/>
    [RpcIgnore]
    public override string Message => $"The sender <{Sender}> was refused: {Reply}";
}
