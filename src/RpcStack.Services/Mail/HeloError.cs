namespace RpcStack.Services.Mail;

public sealed partial class HeloError
{
    /// <inheritdoc/>
    [RpcIgnore]
    public override string Message => $"The server refused the greeting: {Reply}";
}
