using RpcStack.Services.Files;
using RpcStack.Services.Files.Store;
using RpcStack.Transports;

namespace RpcStack.Services.Tests.Files;

/// <summary>Files through the generated stub, the native protocol and TCP.</summary>
public sealed class RpcFileTransferTests : FileTransferConformance, IAsyncLifetime
{
    private readonly RpcServer _server = new();
    private RpcClient _client = null!;

    protected override IFileTransfer Files => _client.Get<IFileTransfer>();

    public async Task InitializeAsync()
    {
        _server.Map<IFileTransfer>(new DirectoryStore(Folder.Path));
        RpcEndpoint endpoint = await _server.ListenAsync("rpc+tcp://127.0.0.1:0");
        _client = new RpcClient(endpoint);
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }
}
