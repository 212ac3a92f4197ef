namespace RpcStack.DynamicProxies.Proxies;

/// <summary>
/// What the generator would have made of <typeparamref name="T"/>: to every stack it is a contract like any other. Its
/// values hold the objects that are meant.
/// </summary>
internal interface IDynamicContract<T> : IDynamicObject, IContract<IDynamicContract<T>> where T : class
{
    /// <summary>The object.</summary>
    T Object { get; }

    static ContractDescriptor IContract<IDynamicContract<T>>.Descriptor => DynamicContract.Of(typeof(T)).Descriptor;

    static IDynamicContract<T> IContract<IDynamicContract<T>>.CreateStub(RpcChannel channel, RpcTarget target) =>
        new DynamicStub<T>(channel, target, []);

    static void IContract<IDynamicContract<T>>.Bind<TService>(ServiceBinder<TService> binder) =>
        DynamicContract.Of(typeof(T)).Bind(binder);
}
