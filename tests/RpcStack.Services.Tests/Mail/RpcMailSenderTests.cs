using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Tests.Mail;

public sealed class RpcMailSenderTests : MailSenderConformance
{
    private readonly RpcServer _server = new();
    private RpcClient _client = null!;

    protected override IMailSender Sender => _client.Get<IMailSender>();

    public override async Task InitializeAsync()
    {
        _server.Map<IMailSender>(new LocalMailSender(Site.Spool, Policy));
        _client = new RpcClient(await _server.ListenAsync("rpc+tcp://127.0.0.1:0"));
    }

    public override async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    public override async Task What_is_no_envelope_is_an_argument_error()
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(
            async () => await Sender.SendAsync(new MailEnvelope("", []), []));
        Assert.Equal(RpcStatus.InvalidArgument, error.Status);
    }
}
