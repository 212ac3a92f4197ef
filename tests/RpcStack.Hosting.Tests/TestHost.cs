using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RpcStack.Hosting.Tests;

/// <summary>A host that serves on a socket, and another with clients of it.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private TestHost(IHost server, IHost client, RecordingLog log)
    {
        Server = server;
        Client = client;
        Log = log;
    }

    public IHost Server { get; }

    public IHost Client { get; }

    /// <summary>What both sides logged.</summary>
    public RecordingLog Log { get; }

    public RpcServer Rpc => Server.Services.GetRequiredService<RpcServer>();

    public RpcHealth Health => Server.Services.GetRequiredService<RpcHealth>();

    public string Endpoint => Rpc.Endpoints.Single().ToString();

    public static async Task<TestHost> StartAsync(Action<RpcServerBuilder> map, Action<RpcHostOptions>? configure = null)
    {
        RecordingLog log = new();
        HostApplicationBuilder server = Create(log);
        server.Services.AddScoped<Desk>();
        map(server.Services.AddRpcServer(options =>
        {
            options.Endpoints.Add("rpc+tcp://127.0.0.1:0");
            configure?.Invoke(options);
        }));
        IHost serving = server.Build();
        await serving.StartAsync();

        string endpoint = serving.Services.GetRequiredService<RpcServer>().Endpoints.Single().ToString();
        HostApplicationBuilder client = Create(log);
        client.Services.AddRpcClient<ITeller>(endpoint).AddRpcClient<IHealth>(endpoint);
        IHost calling = client.Build();
        await calling.StartAsync();
        return new TestHost(serving, calling, log);
    }

    public T Get<T>() where T : notnull => Client.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await Client.StopAsync();
        Client.Dispose();
        await Server.StopAsync();
        Server.Dispose();
    }

    private static HostApplicationBuilder Create(RecordingLog log)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        return builder;
    }
}
