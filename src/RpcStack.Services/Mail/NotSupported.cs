namespace RpcStack.Services.Mail;

public sealed partial class NotSupported
{
    /// <inheritdoc/>
    [RpcIgnore]
    public override string Message => $"{Reason} (no {Extension})";
}
