using Castle.DynamicProxy;
using RpcStack.DynamicProxies.Proxies;

namespace RpcStack.DynamicProxies;

/// <summary>Contracts that the generator never saw: read by reflection, and called through proxies made at run time.</summary>
/// <remarks>
/// What travels is, octet for octet, what generated code writes, so either side may be generated. What the generator would refuse
/// ends with <see cref="ContractException"/>. Nothing of this survives trimming or ahead-of-time compilation.
/// </remarks>
public static class DynamicProxyExtensions
{
    /// <summary>A stub for the service that offers <typeparamref name="T"/>. Costs no round trip.</summary>
    /// <param name="channel">Where it is called.</param>
    /// <param name="name">The service's name; the contract's own unless given.</param>
    /// <param name="interceptors">
    /// Around every call through the stub, the first the outermost; <c>Proceed</c> makes the call. A call returns its task or
    /// stream, so what an interceptor does when it ends, it does to that.
    /// </param>
    /// <exception cref="ContractException">It is no contract, or one that the generator would refuse.</exception>
    public static T GetDynamic<T>(this RpcChannel channel, string? name = null, params IInterceptor[] interceptors)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(interceptors);
        ContractDescriptor contract = DynamicContract.Of(typeof(T)).Descriptor;
        return new DynamicStub<T>(channel, channel.Locate(contract, name ?? contract.Name), [.. interceptors]).Object;
    }

    /// <summary>Serves an object by a contract that the generator never saw.</summary>
    /// <param name="server">The server.</param>
    /// <param name="service">The object; its operations run concurrently, on the pool's threads.</param>
    /// <param name="name">The name; the contract's own unless given.</param>
    /// <exception cref="ContractException">It is no contract, or one that the generator would refuse.</exception>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public static void MapDynamic<T>(this RpcServer server, T service, string? name = null) where T : class
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(service);
        server.Map(DynamicObject<T>.Of(service), name);
    }

    /// <summary>The same remote object, called with other options, as <see cref="RpcStubExtensions.With"/> of generated stubs.</summary>
    /// <exception cref="ArgumentException"><paramref name="stub"/> was not made here.</exception>
    public static T WithOptions<T>(this T stub, CallOptions options) where T : class
    {
        ArgumentNullException.ThrowIfNull(stub);
        return StubInterceptor.Of(stub) is IDynamicContract<T> remote
            ? remote.With(options).Object
            : throw new ArgumentException($"{stub.GetType().Name} is no stub that was made at run time.", nameof(stub));
    }
}
