using System.Text;

namespace RpcStack.Services.Mail.Sasl;

/// <summary>LOGIN: the name, then the password, whatever the prompts say.</summary>
internal sealed class LoginClient(MailCredential credential) : SaslClient
{
    private int _asked;

    public override string Mechanism => "LOGIN";

    public override byte[]? Initial => null;

    public override byte[]? Next(byte[] challenge) => _asked++ switch
    {
        0 => Encoding.UTF8.GetBytes(credential.User),
        1 => Encoding.UTF8.GetBytes(credential.Password),
        _ => null,
    };
}
