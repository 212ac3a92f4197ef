namespace RpcStack.Tests;

/// <summary>A server of some stack and a client of it, as the suites that every stack passes need them.</summary>
public interface IStackUnderTest : IAsyncDisposable
{
    /// <summary>The client, once it is started.</summary>
    RpcChannel Client { get; }

    /// <summary>How many octets of a stream may be under way that nobody reads, apart from three items.</summary>
    int Window { get; }

    /// <summary>Serves an object under its contract's name; before it is started.</summary>
    void Map<T>(T service) where T : class, IContract<T>;

    /// <summary>Listens, and makes the client.</summary>
    ValueTask StartAsync();

    /// <summary>Another client, with another deadline where a call has none of its own.</summary>
    RpcChannel Connect(TimeSpan defaultDeadline);

    /// <summary>Breaks the client's connection.</summary>
    ValueTask CutAsync();
}
