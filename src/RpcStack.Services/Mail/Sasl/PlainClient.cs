using System.Text;

namespace RpcStack.Services.Mail.Sasl;

/// <summary>PLAIN (RFC 4616).</summary>
internal sealed class PlainClient(MailCredential credential) : SaslClient
{
    public override string Mechanism => "PLAIN";

    public override byte[] Initial => Encoding.UTF8.GetBytes($"\0{credential.User}\0{credential.Password}");

    public override byte[] Next(byte[] challenge) => Initial;
}
