namespace RpcStack.Hosting;

/// <summary>Where a host's server listens, and how it behaves.</summary>
public sealed class RpcHostOptions
{
    /// <summary>Where it listens, all at once: <c>rpc+tcp://0.0.0.0:5000</c>, <c>rpc+unix:///run/app.sock</c>.</summary>
    public IList<string> Endpoints { get; } = [];

    /// <summary>How it behaves.</summary>
    public RpcServerOptions Server { get; set; } = new();
}
