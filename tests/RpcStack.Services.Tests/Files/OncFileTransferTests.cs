using RpcStack.OncRpc;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Pieces;
using RpcStack.Services.Files.Store;

namespace RpcStack.Services.Tests.Files;

/// <summary>Files a piece at a time, by ONC RPC.</summary>
public abstract class OncFileTransferTests(string kind) : FileTransferConformance, IAsyncLifetime
{
    private readonly OncRpcServer _server = new();
    private OncRpcClient _client = null!;

    protected override IFileTransfer Files => new PieceClient(_client.Get<IFilesProgV1>());

    public async Task InitializeAsync()
    {
        _server.Map<IFilesProgV1>(new PieceServer(new DirectoryStore(Folder.Path)));
        _client = new OncRpcClient(await _server.ListenAsync($"onc+{kind}://127.0.0.1:0"));
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }
}

public sealed class OncTcpFileTransferTests() : OncFileTransferTests("tcp");

public sealed class OncUdpFileTransferTests() : OncFileTransferTests("udp");
