using RpcStack.Grpc;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Store;

namespace RpcStack.Services.Tests.Files;

/// <summary>Files over gRPC.</summary>
public sealed class GrpcFileTransferTests : FileTransferConformance, IAsyncLifetime
{
    private readonly GrpcRpcServer _server = new();
    private GrpcRpcChannel _client = null!;

    protected override IFileTransfer Files => _client.Get<IFileTransfer>();

    public async Task InitializeAsync()
    {
        _server.Map<IFileTransfer>(new DirectoryStore(Folder.Path));
        _client = new GrpcRpcChannel(await _server.ListenAsync("grpc://127.0.0.1:0"));
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }
}
