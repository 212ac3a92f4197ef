using Castle.DynamicProxy;

namespace RpcStack.DynamicProxies.Proxies;

/// <summary>A stub and the proxy through which it is called.</summary>
internal sealed class DynamicStub<T>(RpcChannel channel, RpcTarget target, IReadOnlyList<IInterceptor> interceptors)
    : DynamicStub(channel, target), IDynamicContract<T>
    where T : class
{
    private static readonly ProxyGenerator Generator = new();
    private static readonly Type[] Besides =
        typeof(IAsyncDisposable).IsAssignableFrom(typeof(T)) ? [] : [typeof(IAsyncDisposable)];

    // A copy with other options needs a proxy of its own.
    private (DynamicStub<T> Stub, T Proxy)? _made;

    public T Object
    {
        get
        {
            if (_made is { } made && ReferenceEquals(made.Stub, this)) return made.Proxy;
            IInterceptor[] chain = [.. interceptors, new StubInterceptor(this, DynamicContract.Of(typeof(T)))];
            var proxy = (T)Generator.CreateInterfaceProxyWithoutTarget(typeof(T), Besides, chain);
            _made = (this, proxy);
            return proxy;
        }
    }

    object IDynamicObject.Target => Object;
}
