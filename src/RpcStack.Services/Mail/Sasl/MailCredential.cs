namespace RpcStack.Services.Mail.Sasl;

/// <summary>What a client logs in with.</summary>
/// <param name="User">The name.</param>
/// <param name="Password">The password.</param>
public sealed record MailCredential(string User, string Password)
{
    /// <summary>The name; a password is not for logs.</summary>
    public override string ToString() => User;
}
