namespace RpcStack.Hosting.Internal;

/// <summary>A service that the server is to offer.</summary>
internal abstract class ServiceMapping
{
    /// <summary>The service's name.</summary>
    public abstract string Name { get; }

    /// <summary>Offers it.</summary>
    /// <exception cref="InvalidOperationException">The container has nothing for it.</exception>
    public abstract void Apply(RpcServer server, IServiceProvider provider);
}
