using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Services.Tests.Mail;

public sealed class SmtpMailSenderTests : MailSenderConformance
{
    private readonly SmtpClient _client;

    public SmtpMailSenderTests() =>
        _client = new SmtpClient("127.0.0.1", Site.Listen(new() { Policy = Policy }).EndPoint.Port);

    protected override IMailSender Sender => _client;

    public override async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await base.DisposeAsync();
    }
}
