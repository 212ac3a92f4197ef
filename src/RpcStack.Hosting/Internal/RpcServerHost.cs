using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RpcStack.Transports;

namespace RpcStack.Hosting.Internal;

/// <summary>The server's life within the host's.</summary>
internal sealed class RpcServerHost(
    RpcServer server,
    RpcHealth health,
    IEnumerable<ServiceMapping> mappings,
    IOptions<RpcHostOptions> options,
    IServiceProvider provider,
    ILogger<RpcServer> log) : IHostedService
{
    /// <summary>Serves from the first moment on whatever is mapped, so listens last.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        RpcEndpoint[] endpoints = [.. options.Value.Endpoints.Select(RpcEndpoint.Parse)];
        foreach (ServiceMapping mapping in mappings)
        {
            mapping.Apply(server, provider);
            health.Set(mapping.Name, ServingStatus.Serving);
        }

        health.Set("", ServingStatus.Serving);
        foreach (RpcEndpoint endpoint in endpoints)
            log.Listening(await server.ListenAsync(endpoint, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whoever watches the health learns first, and calls elsewhere; then running calls come to their end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        health.Stop();
        log.Stopping(server.Connections.Count());
        await server.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        log.Stopped();
    }
}
