namespace RpcStack.Services.Mail.Sasl;

/// <summary>PLAIN: [authzid] NUL authcid NUL passwd (RFC 4616 §2).</summary>
internal sealed class PlainServer(MailAccounts accounts) : SaslServer
{
    public override SaslStep Next(byte[]? response)
    {
        if (response is null) return SaslStep.Ask([]);
        if (Text(response).Split('\0') is not [string asWhom, string user, string password]) return SaslStep.Refused;
        // To act for somebody else is nobody's right here.
        bool isSelf = asWhom.Length == 0 || asWhom.Equals(user, StringComparison.OrdinalIgnoreCase);
        return accounts.IsRight(user, password) && isSelf ? SaslStep.Accept(user) : SaslStep.Refused;
    }
}
