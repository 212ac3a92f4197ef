using RpcStack.Protocol;
using RpcStack.Transports;

namespace RpcStack.Tests.Calls;

/// <summary>The native protocol, for the suites that every stack passes.</summary>
public sealed class NativeStack(string endpoint, RpcConnectionOptions server, RpcConnectionOptions client) : IStackUnderTest
{
    private RpcClient? _client;

    public RpcServer Server { get; } = new(new RpcServerOptions { Connection = server });

    public RpcChannel Client => _client!;

    public int Window => RpcLimits.Default.StreamWindow;

    public void Map<T>(T service) where T : class, IContract<T> => Server.Map(service);

    public async ValueTask StartAsync()
    {
        RpcEndpoint listening = await Server.ListenAsync(endpoint);
        _client = new RpcClient(listening, client);
    }

    public RpcChannel Connect(TimeSpan defaultDeadline) =>
        new RpcClient(_client!.Endpoint, client with { DefaultDeadline = defaultDeadline });

    public ValueTask CutAsync() => _client!.Connection!.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null) await _client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
