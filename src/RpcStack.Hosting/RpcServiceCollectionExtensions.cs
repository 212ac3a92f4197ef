using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RpcStack;
using RpcStack.Hosting;
using RpcStack.Hosting.Internal;
using RpcStack.Transports;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Servers and clients of contracts in a host's container.</summary>
public static class RpcServiceCollectionExtensions
{
    /// <summary>
    /// Adds the server: it listens when the host starts, and drains when the host stops. Added again, the same server
    /// listens and serves more.
    /// </summary>
    /// <example><code>
    /// builder.Services.AddRpcServer(o => o.Endpoints.Add("rpc+tcp://0.0.0.0:5000"))
    ///     .Map&lt;IBank, Bank&gt;()
    ///     .MapHealth();
    /// </code></example>
    public static RpcServerBuilder AddRpcServer(this IServiceCollection services, Action<RpcHostOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<RpcHostOptions> options = services.AddOptions<RpcHostOptions>();
        if (configure is not null) options.Configure(configure);
        services.AddLogging();
        services.TryAddSingleton<RpcServerFactory>();
        services.TryAddSingleton(provider => provider.GetRequiredService<RpcServerFactory>().Create());
        services.TryAddSingleton<RpcHealth>();
        services.AddHostedService<RpcServerHost>();
        return new RpcServerBuilder(services);
    }

    /// <summary>
    /// Adds <typeparamref name="T"/> as a stub of a server's service. It connects with its first call; stubs of the same
    /// endpoint with the same options share their connections.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="endpoint">Where the server is: <c>rpc+tcp://host:port</c>, and the service's name after it where that is
    /// not the contract's own.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <exception cref="FormatException"><paramref name="endpoint"/> is none.</exception>
    public static IServiceCollection AddRpcClient<T>(
        this IServiceCollection services, string endpoint, Func<RpcClientOptions, RpcClientOptions>? configure = null)
        where T : class, IContract<T>
    {
        ArgumentNullException.ThrowIfNull(services);
        var parsed = RpcEndpoint.Parse(endpoint);
        RpcClientOptions options = configure?.Invoke(RpcClientOptions.Default) ?? RpcClientOptions.Default;
        services.AddLogging();
        services.TryAddSingleton<RpcClients>();
        services.AddSingleton(provider => provider.GetRequiredService<RpcClients>().Get<T>(parsed, options));
        return services;
    }
}
