using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RpcStack.Grpc.Internal.Serving;

namespace RpcStack.Grpc;

/// <summary>Contracts as gRPC services of an ASP.NET Core application.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Serves the <typeparamref name="T"/> that the application's services give, asked for each call.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="name">The gRPC service's name; the contract's own unless given.</param>
    /// <exception cref="InvalidOperationException"><c>services.AddRpcStackGrpc()</c> was not called.</exception>
    /// <exception cref="ArgumentException">Two operations, of the contract and one that it extends, have the same name.</exception>
    public static IEndpointConventionBuilder MapRpc<T>(this IEndpointRouteBuilder endpoints, string? name = null)
        where T : class, IContract<T> =>
        Map(endpoints, name, static http => http.RequestServices.GetRequiredService<T>());

    /// <summary>Serves an object.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="service">The object; its operations run concurrently, on the pool's threads.</param>
    /// <param name="name">The gRPC service's name; the contract's own unless given.</param>
    /// <exception cref="InvalidOperationException"><c>services.AddRpcStackGrpc()</c> was not called.</exception>
    /// <exception cref="ArgumentException">Two operations, of the contract and one that it extends, have the same name.</exception>
    public static IEndpointConventionBuilder MapRpc<T>(this IEndpointRouteBuilder endpoints, T service, string? name = null)
        where T : class, IContract<T>
    {
        ArgumentNullException.ThrowIfNull(service);
        return Map(endpoints, name, _ => service);
    }

    private static ServiceEndpoints Map<T>(IEndpointRouteBuilder endpoints, string? name, Func<HttpContext, T> find)
        where T : class, IContract<T>
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        name ??= T.Descriptor.Name;
        ServedServices served = endpoints.ServiceProvider.GetService<ServedServices>()
            ?? throw new InvalidOperationException("Call services.AddRpcStackGrpc() before contracts are mapped.");
        GrpcServerOptions options = endpoints.ServiceProvider.GetRequiredService<IOptions<GrpcServerOptions>>().Value;
        CancellationToken stopping =
            endpoints.ServiceProvider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;

        var grpc = new GrpcBinder<T>(options, find, stopping);
        ServiceBinder<T> binder = grpc;
        // A handler passes the binders from the last to the first, so the first interceptor is the outermost.
        foreach (IServiceInterceptor interceptor in options.Interceptors) binder = interceptor.Intercept(binder);
        T.Bind<T>(binder);

        served.Add(name, T.Descriptor, endpoints);
        return new ServiceEndpoints(
        [
            .. grpc.Handlers.Select(handler => endpoints
                .MapMethods(Pattern(name, handler.Key), [HttpMethods.Post], handler.Value.InvokeAsync)
                .WithDisplayName($"gRPC /{name}/{handler.Key}")),
        ]);
    }

    private static string Pattern(string service, string operation) => $"/{Literal(service)}/{Literal(operation)}";

    private static string Literal(string name) => name.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>The endpoints of a service, which conventions (authorisation, say) are for together.</summary>
    private sealed class ServiceEndpoints(IReadOnlyList<IEndpointConventionBuilder> operations) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention)
        {
            foreach (IEndpointConventionBuilder operation in operations) operation.Add(convention);
        }

        public void Finally(Action<EndpointBuilder> finallyConvention)
        {
            foreach (IEndpointConventionBuilder operation in operations) operation.Finally(finallyConvention);
        }
    }
}
