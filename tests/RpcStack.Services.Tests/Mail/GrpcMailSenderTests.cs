using RpcStack.Grpc;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Tests.Mail;

/// <summary>Mail over gRPC.</summary>
public sealed class GrpcMailSenderTests : MailSenderConformance
{
    private readonly GrpcRpcServer _server = new();
    private GrpcRpcChannel _client = null!;

    protected override IMailSender Sender => _client.Get<IMailSender>();

    public override async Task InitializeAsync()
    {
        _server.Map<IMailSender>(new LocalMailSender(Site.Spool, Policy));
        _client = new GrpcRpcChannel(await _server.ListenAsync("grpc://127.0.0.1:0"));
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
