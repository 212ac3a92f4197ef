using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RpcStack.Hosting.Internal;

namespace RpcStack.Hosting;

/// <summary>What a host's server serves.</summary>
public sealed class RpcServerBuilder
{
    internal RpcServerBuilder(IServiceCollection services) => Services = services;

    /// <summary>The container.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Serves a contract by a class of the container's, which is added with a lifetime unless it is there.</summary>
    /// <param name="name">The service's name; the contract's own unless given.</param>
    /// <param name="lifetime">
    /// Scoped and transient: an object for each call, from a scope of the call's own. Singleton: one for all, whose
    /// operations run concurrently.
    /// </param>
    public RpcServerBuilder Map<TContract, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TService>(
        string? name = null, ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where TContract : class, IContract<TContract>
        where TService : class, TContract
    {
        Services.TryAdd(new ServiceDescriptor(typeof(TService), typeof(TService), lifetime));
        return Add<TContract>(typeof(TService), name);
    }

    /// <summary>Serves a contract by what the container has for it, with the lifetime that it has there.</summary>
    /// <param name="name">The service's name; the contract's own unless given.</param>
    public RpcServerBuilder Map<TContract>(string? name = null) where TContract : class, IContract<TContract> =>
        Add<TContract>(typeof(TContract), name);

    /// <summary>
    /// Serves <see cref="IHealth"/>: every mapped service is healthy while the server serves; <see cref="RpcHealth"/> in the
    /// container says otherwise.
    /// </summary>
    public RpcServerBuilder MapHealth()
    {
        Services.TryAddSingleton<IHealth>(provider => provider.GetRequiredService<RpcHealth>());
        return Map<IHealth>();
    }

    private RpcServerBuilder Add<TContract>(Type service, string? name) where TContract : class, IContract<TContract>
    {
        Services.AddSingleton<ServiceMapping>(new ServiceMapping<TContract>(Services, service, name));
        return this;
    }
}
