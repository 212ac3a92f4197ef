namespace RpcStack;

/// <summary>What the generator makes of a contract, reachable from the interface alone and without reflection.</summary>
/// <typeparam name="TSelf">The contract interface.</typeparam>
public interface IContract<TSelf> : IContract where TSelf : class, IContract<TSelf>
{
    /// <summary>The contract's description.</summary>
    static abstract ContractDescriptor Descriptor { get; }

    /// <summary>Makes the stub through which <paramref name="channel"/> calls <paramref name="target"/>.</summary>
    static abstract TSelf CreateStub(RpcChannel channel, RpcTarget target);

    /// <summary>Hands every operation, those of extended contracts too, to <paramref name="binder"/> with its handler.</summary>
    static abstract void Bind<TService>(ServiceBinder<TService> binder) where TService : class, TSelf;
}
