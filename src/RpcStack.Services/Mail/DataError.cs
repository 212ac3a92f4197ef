namespace RpcStack.Services.Mail;

public sealed partial class DataError
{
    /// <inheritdoc/>
    [RpcIgnore]
    public override string Message => $"The server refused the message: {Reply}";
}
