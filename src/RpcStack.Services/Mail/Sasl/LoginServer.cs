namespace RpcStack.Services.Mail.Sasl;

/// <summary>LOGIN: asks for the name, then for the password (draft-murchison-sasl-login).</summary>
internal sealed class LoginServer(MailAccounts accounts) : SaslServer
{
    private string? _user;

    public override SaslStep Next(byte[]? response)
    {
        if (response is null) return SaslStep.Ask("Username:"u8.ToArray());
        if (_user is not null)
            return accounts.IsRight(_user, Text(response)) ? SaslStep.Accept(_user) : SaslStep.Refused;
        _user = Text(response);
        return SaslStep.Ask("Password:"u8.ToArray());
    }
}
