using System.Runtime.CompilerServices;
using RpcStack.TestContracts;

namespace RpcStack.Tests.Calls;

public sealed class Streamer : IStreamer
{
    /// <summary>Items that went into a stream so far.</summary>
    public int Produced;

    /// <summary>Released when an enumerator of ours is disposed of.</summary>
    public SemaphoreSlim Ended { get; } = new(0);

    /// <summary>How many calls came to swallow something.</summary>
    public int Swallowing;

    /// <summary>Swallowing waits for it.</summary>
    public TaskCompletionSource Hunger { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async IAsyncEnumerable<int> CountAsync(int from, int to, [EnumeratorCancellation] CancellationToken cancel)
    {
        try
        {
            for (int i = from; i < to; i++)
            {
                Interlocked.Increment(ref Produced);
                if (i % 1000 == 0) await Task.Yield();
                yield return i;
            }
        }
        finally
        {
            Ended.Release();
        }
    }

    public async IAsyncEnumerable<int> FailAsync(
        int after, string how, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 0; i < after; i++) yield return i;
        await Task.Yield();
        if (how == "trailer")
        {
            CallContext.Current!.ResponseMetadata.Add("large", new string('x', 20_000));
            yield break;
        }

        throw how == "declared" ? new InsufficientFunds(1) : new InvalidOperationException("in the middle");
    }

    public async IAsyncEnumerable<int> SlowAsync(int first, int next, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 0; i < 3; i++)
        {
            await Task.Delay(i == 0 ? first : next, cancel);
            yield return i;
        }
    }

    public async IAsyncEnumerable<byte[]> BlobsAsync(
        int count, int size, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 0; i < count; i++)
        {
            Interlocked.Increment(ref Produced);
            await Task.Yield();
            yield return new byte[size];
        }
    }

    public async ValueTask<long> SumAsync(int factor, IAsyncEnumerable<int> numbers, CancellationToken cancel)
    {
        long sum = 0;
        await foreach (int number in numbers.WithCancellation(cancel)) sum += number;
        return sum * factor;
    }

    public async ValueTask<int> TakeAsync(
        int count, bool lingers, IAsyncEnumerable<int> numbers, CancellationToken cancel)
    {
        int taken = 0;
        await foreach (int _ in numbers.WithCancellation(cancel))
            if (++taken == count) break;
        if (lingers) await Task.Delay(300, cancel);
        return taken;
    }

    public async ValueTask<long> SwallowAsync(IAsyncEnumerable<byte[]> blobs, CancellationToken cancel)
    {
        Interlocked.Increment(ref Swallowing);
        await Hunger.Task.WaitAsync(cancel);
        long size = 0;
        await foreach (byte[] blob in blobs.WithCancellation(cancel)) size += blob.Length;
        return size;
    }

    public async IAsyncEnumerable<string> EchoAsync(
        string prefix, IAsyncEnumerable<string> lines, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (string line in lines.WithCancellation(cancel)) yield return prefix + line;
    }
}
