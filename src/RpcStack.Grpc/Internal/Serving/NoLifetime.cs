using Microsoft.Extensions.Hosting;

namespace RpcStack.Grpc.Internal.Serving;

/// <summary>A host that lives as long as it is held, and listens to no signals.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
