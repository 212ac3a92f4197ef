using System.Runtime.CompilerServices;

namespace RpcStack.Grpc.Tests.Interop;

public sealed class InteropService : IInterop
{
    private int _cancelled;

    public ValueTask<Parcel> EchoAsync(Parcel parcel, CancellationToken cancel)
    {
        Metadata metadata = CallContext.Current!.Metadata;
        if (metadata["tag"] is { } tag) CallContext.Current.ResponseMetadata.Add("tag", tag);
        return new(parcel);
    }

    public ValueTask<string> JoinAsync(string left, string right, int times, CancellationToken cancel) =>
        new(string.Concat(Enumerable.Repeat(left + right, times)));

    public ValueTask<int> BuyAsync(string item, CancellationToken cancel) => throw new OutOfStock(item, 3);

    public ValueTask FailAsync(int status, string text, CancellationToken cancel) =>
        throw new RpcException((RpcStatus)status, text, RpcPhase.Handler);

    public async ValueTask WaitAsync(int milliseconds, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(milliseconds, cancel);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _cancelled);
            throw;
        }
    }

    public ValueTask<int> CancelledAsync(CancellationToken cancel) => new(Volatile.Read(ref _cancelled));

    public async IAsyncEnumerable<int> CountAsync(int from, int to, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = from; i < to; i++)
        {
            if (i % 100 == 0) await Task.Yield();
            yield return i;
        }
    }

    public ValueTask<long> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancel) => ScaleAsync(1, numbers, cancel);

    public async ValueTask<long> ScaleAsync(int factor, IAsyncEnumerable<int> numbers, CancellationToken cancel)
    {
        long sum = 0;
        await foreach (int number in numbers.WithCancellation(cancel)) sum += number;
        return sum * factor;
    }

    public IAsyncEnumerable<string> ChatAsync(IAsyncEnumerable<string> lines, CancellationToken cancel) =>
        GreetAsync("echo", lines, cancel);

    public async IAsyncEnumerable<string> GreetAsync(
        string greeting, IAsyncEnumerable<string> names, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (string name in names.WithCancellation(cancel)) yield return $"{greeting} {name}";
    }
}
