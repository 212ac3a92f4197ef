namespace RpcStack.Services.Mail;

public sealed partial class AuthenticationError
{
    /// <inheritdoc/>
    [RpcIgnore]
    public override string Message => $"The server refused the credentials: {Reply}";
}
