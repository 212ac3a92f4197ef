using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RpcStack.Grpc.Internal.Serving;

namespace RpcStack.Grpc;

/// <summary>What serving contracts over gRPC needs of an application's services.</summary>
public static class GrpcServiceCollectionExtensions
{
    /// <summary>Makes <c>app.MapRpc&lt;IContract&gt;()</c> possible.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">How contracts are served.</param>
    public static IServiceCollection AddRpcStackGrpc(this IServiceCollection services, Action<GrpcServerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddRouting();
        services.AddOptions();
        services.TryAddSingleton<ServedServices>();
        if (configure is not null) services.Configure(configure);
        return services;
    }
}
