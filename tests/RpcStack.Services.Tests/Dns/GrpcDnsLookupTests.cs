using RpcStack.Grpc;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns;

/// <summary>A lookup over gRPC.</summary>
public sealed class GrpcDnsLookupTests : DnsLookupConformance, IAsyncLifetime
{
    private readonly GrpcRpcServer _server = new();
    private GrpcRpcChannel _client = null!;

    protected override IDnsLookup Lookup => _client.Get<IDnsLookup>();

    public async Task InitializeAsync()
    {
        _server.Map<IDnsLookup>(new LocalDnsLookup(SampleZones.Load()));
        _client = new GrpcRpcChannel(await _server.ListenAsync("grpc://127.0.0.1:0"));
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    public override async Task What_cannot_be_asked_is_an_argument_error(string name, DnsRecordType type, string parameter)
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await Lookup.LookupAsync(name, type));
        Assert.Equal(RpcStatus.InvalidArgument, error.Status);
        Assert.Contains($"'{parameter}'", error.Message, StringComparison.Ordinal);
    }
}
