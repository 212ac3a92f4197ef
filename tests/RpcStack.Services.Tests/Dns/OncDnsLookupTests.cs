using RpcStack.OncRpc;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns;

/// <summary>A lookup over ONC RPC.</summary>
public sealed class OncDnsLookupTests : DnsLookupConformance, IAsyncLifetime
{
    private readonly OncRpcServer _server = new();
    private OncRpcClient _client = null!;

    protected override IDnsLookup Lookup => _client.Get<IDnsLookup>();

    public async Task InitializeAsync()
    {
        _server.Map<IDnsLookup>(new LocalDnsLookup(SampleZones.Load()));
        _client = new OncRpcClient(await _server.ListenAsync("onc+tcp://127.0.0.1:0"));
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    /// <summary>This wire has no word for which argument is wrong.</summary>
    public override async Task What_cannot_be_asked_is_an_argument_error(string name, DnsRecordType type, string parameter) =>
        await Assert.ThrowsAsync<RpcException>(async () => await Lookup.LookupAsync(name, type));
}
