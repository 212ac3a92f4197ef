using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RpcStack.Hosting.Telemetry;
using RpcStack.Transports;

namespace RpcStack.Hosting.Internal;

/// <summary>The clients of a container: one for each place and way to reach it.</summary>
internal sealed class RpcClients(ILogger<RpcClient> log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Endpoint, RpcClientOptions Options), Lazy<RpcChannel>> _channels = new();

    public T Get<T>(RpcEndpoint endpoint, RpcClientOptions options) where T : class, IContract<T>
    {
        string key = endpoint.ToString();
        string? name = null;
        if (endpoint.Service.Length > 0) (key, name) = (key[..^(endpoint.Service.Length + 1)], endpoint.Service);
        return _channels.GetOrAdd((key, options), _ => new(() => Make(endpoint, options))).Value.Get<T>(name);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Lazy<RpcChannel> channel in _channels.Values) await channel.Value.DisposeAsync().ConfigureAwait(false);
    }

    private TelemetryChannel Make(RpcEndpoint endpoint, RpcClientOptions options)
    {
        var client = new RpcClient([endpoint], options with { OnConnection = options.OnConnection + new ConnectionLog(log).Watch });
        return new TelemetryChannel(client, endpoint, log);
    }
}
