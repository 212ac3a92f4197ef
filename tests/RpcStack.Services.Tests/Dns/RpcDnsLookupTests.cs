using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;
using RpcStack.Transports;

namespace RpcStack.Services.Tests.Dns;

/// <summary>A lookup through the generated stub, the native protocol and TCP.</summary>
public sealed class RpcDnsLookupTests : DnsLookupConformance, IAsyncLifetime
{
    private readonly RpcServer _server = new();
    private RpcClient _client = null!;

    protected override IDnsLookup Lookup => _client.Get<IDnsLookup>();

    public async Task InitializeAsync()
    {
        _server.Map<IDnsLookup>(new LocalDnsLookup(SampleZones.Load()));
        RpcEndpoint endpoint = await _server.ListenAsync("rpc+tcp://127.0.0.1:0");
        _client = new RpcClient(endpoint);
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    /// <summary>The argument is wrong where it arrives, so the error is a status: an exception's type does not travel.</summary>
    public override async Task What_cannot_be_asked_is_an_argument_error(
        string name, DnsRecordType type, string parameter)
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await Lookup.LookupAsync(name, type));
        Assert.Equal(RpcStatus.InvalidArgument, error.Status);
        Assert.Contains($"'{parameter}'", error.Message, StringComparison.Ordinal);
    }
}
