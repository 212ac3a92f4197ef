using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Tests.Mail;

public sealed class LocalMailSenderTests : MailSenderConformance
{
    public LocalMailSenderTests() => Sender = new LocalMailSender(Site.Spool, Policy);

    protected override IMailSender Sender { get; }
}
