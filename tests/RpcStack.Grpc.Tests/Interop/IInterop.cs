namespace RpcStack.Grpc.Tests.Interop;

/// <summary>What is asked of every implementation, as client and as server.</summary>
[RpcContract(Name = "rpcstack.interop.Interop")]
public partial interface IInterop
{
    ValueTask<Parcel> EchoAsync(Parcel parcel, CancellationToken cancel = default);

    ValueTask<string> JoinAsync(string left, string right, int times, CancellationToken cancel = default);

    [Throws<OutOfStock>]
    ValueTask<int> BuyAsync(string item, CancellationToken cancel = default);

    ValueTask FailAsync(int status, string text, CancellationToken cancel = default);

    ValueTask WaitAsync(int milliseconds, CancellationToken cancel = default);

    /// <summary>How many calls of <see cref="WaitAsync"/> were cancelled.</summary>
    ValueTask<int> CancelledAsync(CancellationToken cancel = default);

    IAsyncEnumerable<int> CountAsync(int from, int to, CancellationToken cancel = default);

    ValueTask<long> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancel = default);

    ValueTask<long> ScaleAsync(int factor, IAsyncEnumerable<int> numbers, CancellationToken cancel = default);

    IAsyncEnumerable<string> ChatAsync(IAsyncEnumerable<string> lines, CancellationToken cancel = default);

    IAsyncEnumerable<string> GreetAsync(string greeting, IAsyncEnumerable<string> names, CancellationToken cancel = default);
}
