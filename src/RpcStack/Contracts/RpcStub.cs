using System.Runtime.CompilerServices;
using RpcStack.Promises;

namespace RpcStack;

/// <summary>
/// The base of generated stubs: a method call becomes a call on the channel. Disposing of one gives its reference back.
/// </summary>
public abstract class RpcStub : IAsyncDisposable
{
    private readonly RpcChannel _channel;
    private CallOptions _options = CallOptions.Default;

    /// <summary>Makes a stub.</summary>
    protected RpcStub(RpcChannel channel, RpcTarget target)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(target);
        _channel = channel;
        Target = target;
    }

    /// <summary>What the stub points at.</summary>
    public RpcTarget Target { get; }

    /// <summary>Names the contract and the target.</summary>
    public override string ToString() => $"stub of {Target.Contract.Name} for '{Target.Name}'";

    ValueTask IAsyncDisposable.DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Target.ReleaseAsync();
    }

    internal RpcChannel Channel => _channel;

    /// <summary>Calls an operation whose result is going to be called before it is there.</summary>
    internal T Promise<TRequest, T>(Operation<TRequest, T> operation, TRequest request, CancellationToken cancel)
        where T : class, IContract<T>
    {
        var promise = new PromiseSlot<T>(operation);
        return promise.Take(
            _channel.UnaryAsync(operation, Target, request, _options with { Promise = promise }, cancel));
    }

    internal RpcStub WithOptions(CallOptions options)
    {
        var copy = (RpcStub)MemberwiseClone();
        copy._options = options;
        return copy;
    }

    /// <summary>Calls a unary operation.</summary>
    protected ValueTask<TResponse> CallAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, TRequest request, CancellationToken cancel) =>
        _channel.UnaryAsync(operation, Target, request, _options, cancel);

    /// <summary>Calls a unary operation that has no result, or is not answered.</summary>
    protected ValueTask CallAsync<TRequest>(
        Operation<TRequest, Unit> operation, TRequest request, CancellationToken cancel)
    {
        ValueTask<Unit> call = _channel.UnaryAsync(operation, Target, request, _options, cancel);
        if (!call.IsCompletedSuccessfully) return Await(call);
        call.GetAwaiter().GetResult();
        return default;
    }

    /// <summary>Calls an operation that answers with a stream.</summary>
    protected IAsyncEnumerable<TResponse> StreamAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, TRequest request, CancellationToken cancel) =>
        _channel.ServerStreamAsync(operation, Target, request, _options, cancel);

    /// <summary>Calls an operation that reads a stream.</summary>
    protected ValueTask<TResponse> CallAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CancellationToken cancel) =>
        _channel.ClientStreamAsync(operation, Target, request, items, _options, cancel);

    /// <summary>Calls an operation that reads a stream and has no result.</summary>
    protected ValueTask CallAsync<TRequest, TItem>(
        Operation<TRequest, TItem, Unit> operation,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CancellationToken cancel) =>
        Await(_channel.ClientStreamAsync(operation, Target, request, items, _options, cancel));

    /// <summary>Calls an operation that reads a stream and answers with one.</summary>
    protected IAsyncEnumerable<TResponse> StreamAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CancellationToken cancel) =>
        _channel.DuplexAsync(operation, Target, request, items, _options, cancel);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Await(ValueTask<Unit> call) => await call.ConfigureAwait(false);
}
