using System.Runtime.CompilerServices;

namespace RpcStack.DynamicProxies.Proxies;

/// <summary>An object of this process, as stacks see it: the same object always by the same one of these.</summary>
internal class DynamicObject<T> : IDynamicContract<T> where T : class
{
    private static readonly ConditionalWeakTable<T, DynamicObject<T>> Known = [];

    private DynamicObject(T value) => Object = value;

    public T Object { get; }

    object IDynamicObject.Target => Object;

    /// <summary>What stands for an object, which may be a proxy that came from here.</summary>
    public static IDynamicContract<T> Of(T value) => StubInterceptor.Of(value) is IDynamicContract<T> stub
        ? stub
        : Known.GetValue(value, static v => v is IAsyncDisposable ? new Disposable(v) : new DynamicObject<T>(v));

    /// <summary>An object that wants to know when nobody holds it any more.</summary>
    private sealed class Disposable(T value) : DynamicObject<T>(value), IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ((IAsyncDisposable)Object).DisposeAsync();
    }
}
