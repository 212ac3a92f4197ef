using RpcStack.Tests;

namespace RpcStack.OncRpc.Tests.Calls;

/// <summary>ONC RPC, for the suites that every stack passes.</summary>
public sealed class OncStack(string endpoint) : IStackUnderTest
{
    // What a test gives up goes on at the server, and need not be waited for.
    private readonly OncRpcServer _server = new(new OncRpcServerOptions { DrainTimeout = TimeSpan.FromMilliseconds(50) });
    private OncRpcClient? _client;

    public RpcChannel Client => _client!;

    public int Window => 0;

    public void Map<T>(T service) where T : class, IContract<T> => _server.Map(service);

    public async ValueTask StartAsync() => _client = new OncRpcClient(await _server.ListenAsync(endpoint));

    public RpcChannel Connect(TimeSpan defaultDeadline) =>
        new OncRpcClient(_client!.Endpoint, new OncRpcClientOptions { DefaultDeadline = defaultDeadline });

    public ValueTask CutAsync() => throw new NotSupportedException();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null) await _client.DisposeAsync();
        await _server.DisposeAsync();
    }
}
