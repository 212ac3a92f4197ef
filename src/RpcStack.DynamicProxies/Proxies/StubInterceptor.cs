using System.Reflection;
using Castle.DynamicProxy;

namespace RpcStack.DynamicProxies.Proxies;

/// <summary>The last of a proxy's interceptors: makes the call.</summary>
internal sealed class StubInterceptor(DynamicStub stub, DynamicContract contract) : IInterceptor
{
    /// <summary>The stub behind a proxy; null where it is none of ours.</summary>
    public static DynamicStub? Of(object proxy)
    {
        if (proxy is not IProxyTargetAccessor accessor) return null;
        IInterceptor[] interceptors = accessor.GetInterceptors();
        return interceptors.Length > 0 ? (interceptors[^1] as StubInterceptor)?.Stub : null;
    }

    public DynamicStub Stub { get; } = stub;

    public void Intercept(IInvocation invocation)
    {
        MethodInfo method = invocation.Method;
        invocation.ReturnValue = contract.ByMethod.TryGetValue(method, out DynamicOperation? operation)
            ? operation.Call(Stub, invocation.Arguments)
            // The one method besides the contract's.
            : new ValueTask(((IAsyncDisposable)Stub).DisposeAsync().AsTask());
    }
}
