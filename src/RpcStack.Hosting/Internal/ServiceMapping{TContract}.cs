using Microsoft.Extensions.DependencyInjection;

namespace RpcStack.Hosting.Internal;

/// <summary>A service by what the container has under a type.</summary>
internal sealed class ServiceMapping<TContract>(IServiceCollection services, Type service, string? name) : ServiceMapping
    where TContract : class, IContract<TContract>
{
    public override string Name { get; } = name ?? TContract.Descriptor.Name;

    public override void Apply(RpcServer server, IServiceProvider provider)
    {
        ServiceDescriptor found = services.LastOrDefault(s => s.ServiceType == service && !s.IsKeyedService)
            ?? throw new InvalidOperationException($"The service '{Name}' is mapped to {service}, which the container does not have.");
        server.Map(
            found.Lifetime is ServiceLifetime.Singleton
                ? (TContract)provider.GetRequiredService(service)
                : ScopedChannel<TContract>.StubOf(service, provider.GetRequiredService<IServiceScopeFactory>()),
            Name);
    }
}
