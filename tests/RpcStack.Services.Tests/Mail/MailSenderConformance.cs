using System.Text;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Tests.Mail;

/// <summary>What every way to send mail gives for the same store, whose messages have 2000 octets at most.</summary>
public abstract class MailSenderConformance : IAsyncLifetime
{
    protected static readonly MailPolicy Policy = new() { MaxMessageSize = 2000, MaxHops = 2 };

    private static readonly MailEnvelope ToBob = new("x@y.example", ["bob@test.example"]);

    internal TestSite Site { get; } = new();

    protected abstract IMailSender Sender { get; }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync() => await Site.DisposeAsync();

    [Fact]
    public async Task A_message_arrives_octet_for_octet_with_the_line_breaks_of_mail()
    {
        MailReceipt receipt = await Sender.SendAsync(ToBob, "Subject: hi\n\n.\r\n..\rend"u8.ToArray());
        Assert.Equal((250, "2.0.0"), (receipt.Reply.Code, receipt.Reply.Status));
        Assert.Empty(receipt.Refused);
        string mail = await Site.OneMail("bob");
        Assert.EndsWith("Subject: hi\r\n\r\n.\r\n..\r\nend\r\n", mail, StringComparison.Ordinal);
        Assert.StartsWith("Return-Path: <x@y.example>\r\nDelivered-To: bob@test.example\r\nReceived: ", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_recipient_has_a_copy_and_the_refused_are_named()
    {
        MailEnvelope envelope =
            ToBob with { Recipients = ["alice@test.example", "carol@test.example", "bob@test.example", "d@e.example"] };
        MailReceipt receipt = await Sender.SendAsync(envelope, "Subject: hi\n\n"u8.ToArray());
        Assert.Equal([("carol@test.example", "5.1.1"), ("d@e.example", "5.7.1")], receipt.Refused.Select(r => (r.Address, r.Reply.Status)));
        await Site.OneMail("alice");
        await Site.OneMail("bob");
    }

    [Fact]
    public async Task Recipients_that_are_all_refused_are_a_fault_with_the_list()
    {
        MailEnvelope envelope = ToBob with { Recipients = ["carol@test.example"] };
        RecipientsRefused fault =
            await Assert.ThrowsAsync<RecipientsRefused>(async () => await Sender.SendAsync(envelope, []));
        Assert.Equal(("carol@test.example", 550), (fault.Refused[0].Address, fault.Refused[0].Reply.Code));
    }

    [Fact]
    public async Task A_message_that_runs_in_circles_is_a_fault()
    {
        byte[] message = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("Received: x\n", 3)));
        DataError fault = await Assert.ThrowsAsync<DataError>(async () => await Sender.SendAsync(ToBob, message));
        Assert.Equal("5.4.6", fault.Reply.Status);
    }

    [Fact]
    public async Task Characters_of_all_the_world_arrive()
    {
        byte[] message = Encoding.UTF8.GetBytes("Subject: Grüße\n\n€\n");
        await Sender.SendAsync(ToBob with { Sender = "zoë@y.example" }, message);
        Assert.EndsWith("Subject: Grüße\r\n\r\n€\r\n", await Site.OneMail("bob"), StringComparison.Ordinal);
    }

    [Fact]
    public virtual async Task What_is_no_envelope_is_an_argument_error() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Sender.SendAsync(ToBob with { Recipients = [] }, []));
}
