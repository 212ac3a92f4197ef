using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RpcStack.Grpc.Internal;
using RpcStack.Grpc.Internal.Serving;
using RpcStack.Transports.Tls;

namespace RpcStack.Grpc;

/// <summary>
/// Serves objects over gRPC where there is no ASP.NET Core application: as <see cref="RpcServer"/> does over the native protocol.
/// </summary>
/// <example><code>
/// await using var server = new GrpcRpcServer();
/// server.Map&lt;IGreeter&gt;(new Greeter());
/// string address = await server.ListenAsync("grpc://127.0.0.1:50051");
/// </code></example>
/// <param name="configure">How contracts are served.</param>
public sealed class GrpcRpcServer(Action<GrpcServerOptions>? configure = null) : IAsyncDisposable
{
    private readonly List<Action<WebApplication>> _services = [];
    private readonly List<WebApplication> _listening = [];

    /// <summary>How many calls one connection may have running: 4096.</summary>
    public int MaxCallsPerConnection { get; init; } = 4096;

    /// <summary>Serves an object at the addresses that are listened on from now on.</summary>
    /// <param name="service">The object; its operations run concurrently, on the pool's threads.</param>
    /// <param name="name">The gRPC service's name; the contract's own unless given.</param>
    public void Map<T>(T service, string? name = null) where T : class, IContract<T>
    {
        ArgumentNullException.ThrowIfNull(service);
        _services.Add(app => app.MapRpc(service, name));
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="address">
    /// <c>grpc://host:port</c>, where the host is an IP address or <c>localhost</c> and port 0 lets the system choose, or
    /// <c>grpc+unix:///path</c>; <c>grpcs</c> with TLS.
    /// </param>
    /// <param name="tls">The certificate, where the address asks for TLS.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <returns>The address, with its port.</returns>
    /// <exception cref="FormatException">It is no such address.</exception>
    /// <exception cref="RpcException">The address is taken, or not this machine's.</exception>
    public async ValueTask<string> ListenAsync(string address, TlsServerOptions? tls = null, CancellationToken cancel = default)
    {
        var where = GrpcAddress.Parse(address);
        if (where.IsTls && tls is null) throw new ArgumentException($"{address}: a TLS server needs a certificate.", nameof(tls));
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRpcStackGrpc(configure);
        // Signals are the process's own business.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, where, tls));
        WebApplication app = builder.Build();
        try
        {
            app.UseRouting();
            foreach (Action<WebApplication> map in _services) map(app);
            await app.StartAsync(cancel).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new RpcException(
                RpcStatus.Unavailable, $"{address}: cannot be listened on: {error.GetBaseException().Message}", RpcPhase.Connect, error);
        }

        _listening.Add(app);
        if (where.UnixPath is not null) return address;
        string bound = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return $"{address[..address.IndexOf(':', StringComparison.Ordinal)]}://{where.Base.Host}:{new Uri(bound).Port}";
    }

    /// <summary>Stops: no new calls; those that run may end within the host's time for it, 30 s.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication app in _listening)
        {
            await app.StopAsync().ConfigureAwait(false);
            await app.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Configure(KestrelServerOptions kestrel, GrpcAddress where, TlsServerOptions? tls)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = MaxCallsPerConnection;
        // A caller may read its stream as slowly as it likes.
        kestrel.Limits.MinResponseDataRate = null;
        if (where.UnixPath is { } path) kestrel.ListenUnixSocket(path, Listen);
        else if (IPAddress.TryParse(where.Base.DnsSafeHost, out IPAddress? ip)) kestrel.Listen(ip, where.Base.Port, Listen);
        else if (where.Base is { Host: "localhost", Port: 0 }) kestrel.Listen(IPAddress.Loopback, 0, Listen);
        else if (where.Base.Host == "localhost") kestrel.ListenLocalhost(where.Base.Port, Listen);
        else throw new FormatException($"'{where}': a server listens on an IP address or localhost.");

        void Listen(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http2;
            if (where.IsTls) listen.UseHttps(tls!.Certificate, https => TlsSettings.Apply(tls, https));
        }
    }
}
