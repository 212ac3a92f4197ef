using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using RpcStack.Tests;

namespace RpcStack.Grpc.Tests.Calls;

/// <summary>A Kestrel that serves gRPC, and a channel to it.</summary>
public sealed class GrpcStack : IStackUnderTest
{
    private readonly List<Action<WebApplication>> _maps = [];
    private readonly ConcurrentDictionary<ConnectionContext, byte> _connections = new();
    private WebApplication? _app;
    private GrpcRpcChannel? _client;

    /// <summary>How contracts are served.</summary>
    public Action<GrpcServerOptions> Serving { get; init; } = _ => { };

    /// <summary>How the client behaves.</summary>
    public GrpcChannelOptions Calling { get; init; } = GrpcChannelOptions.Default;

    /// <summary>The connections' TLS, or nothing.</summary>
    public Action<ListenOptions> Listening { get; init; } = _ => { };

    /// <summary>The address's scheme.</summary>
    public string Scheme { get; init; } = "grpc";

    /// <summary>The path of the socket, where it is a Unix domain socket.</summary>
    public string? UnixPath { get; init; }

    public RpcChannel Client => _client!;

    /// <summary>Where the server listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The port that it listens on.</summary>
    public int Port { get; private set; }

    /// <summary>How requests said that their messages were compressed.</summary>
    public ConcurrentQueue<string> Encodings { get; } = new();

    // HTTP/2's windows on both sides, and the buffers beside them.
    public int Window => 4 << 20;

    public void Map<T>(T service) where T : class, IContract<T> => _maps.Add(app => app.MapRpc(service));

    public async ValueTask StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRpcStackGrpc(Serving);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            if (UnixPath is not null) kestrel.ListenUnixSocket(UnixPath, Listen);
            else kestrel.Listen(IPAddress.Loopback, 0, Listen);
        });
        _app = builder.Build();
        _app.Use((http, next) =>
        {
            Encodings.Enqueue(http.Request.Headers["grpc-encoding"].ToString());
            return next(http);
        });
        foreach (Action<WebApplication> map in _maps) map(_app);
        await _app.StartAsync();
        if (UnixPath is null) Port = new Uri(_app.Urls.First()).Port;
        Address = UnixPath is null ? $"{Scheme}://127.0.0.1:{Port}" : $"{Scheme}+unix://{UnixPath}";
        _client = new GrpcRpcChannel(Address, Calling);
    }

    public RpcChannel Connect(TimeSpan defaultDeadline) =>
        new GrpcRpcChannel(Address, Calling with { DefaultDeadline = defaultDeadline });

    public ValueTask CutAsync()
    {
        foreach (ConnectionContext connection in _connections.Keys) connection.Abort();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null) await _client.DisposeAsync();
        if (_app is not null) await _app.DisposeAsync();
    }

    private void Listen(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http2;
        listen.Use(next => async connection =>
        {
            _connections.TryAdd(connection, 0);
            await next(connection);
            _connections.TryRemove(connection, out _);
        });
        Listening(listen);
    }
}
