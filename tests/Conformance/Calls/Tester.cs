using System.Collections.Concurrent;
using RpcStack.TestContracts;

namespace RpcStack.Tests.Calls;

public sealed class Tester : ITester
{
    /// <summary>Where <see cref="ForwardAsync"/> goes.</summary>
    public ITester? Next { get; set; }

    public ConcurrentQueue<string> Notes { get; } = new();

    public SemaphoreSlim Noted { get; } = new(0);

    /// <summary>Released once for each wait whose token was cancelled.</summary>
    public SemaphoreSlim Cancelled { get; } = new(0);

    public int Waiting;

    /// <summary>What the last call of <see cref="ContextAsync"/> was.</summary>
    public CallContext? LastContext { get; private set; }

    public ValueTask<string> EchoAsync(string text, CancellationToken cancel) => new(text);

    public ValueTask<byte[]> BlobAsync(int size, CancellationToken cancel) => new(new byte[size]);

    public ValueTask<int> MeasureAsync(byte[] blob, CancellationToken cancel) => new(blob.Length);

    public ValueTask ThrowAsync(string what, CancellationToken cancel) => what switch
    {
        "now" => throw new InvalidOperationException("thrown at once"),
        "undeclared" => throw new DivisionByZero("nobody declared this"),
        "status" => throw new RpcException(RpcStatus.PermissionDenied, "not yours", RpcPhase.Handler),
        _ => ThrowLaterAsync(),
    };

    public async ValueTask FaultAsync(decimal missing, CancellationToken cancel)
    {
        await Task.Yield();
        throw new InsufficientFunds(missing);
    }

    public async ValueTask WaitAsync(int milliseconds, CancellationToken cancel)
    {
        Interlocked.Increment(ref Waiting);
        try
        {
            await Task.Delay(milliseconds, cancel);
        }
        catch (OperationCanceledException)
        {
            Cancelled.Release();
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref Waiting);
        }
    }

    public ValueTask BlockAsync(int milliseconds, CancellationToken cancel)
    {
        Thread.Sleep(milliseconds);
        return default;
    }

    public ValueTask<CallFacts> ContextAsync(CancellationToken cancel)
    {
        CallContext call = LastContext = CallContext.Current!;
        call.ResponseMetadata.Add("answered-by", "tester");
        return new(new CallFacts(
            call.Operation.ToString(),
            call.Peer,
            call.TimeLeft?.TotalMilliseconds,
            call.Chain.Id,
            call.Chain.Depth,
            call.Metadata["tag"]));
    }

    public ValueTask NoteAsync(string text, CancellationToken cancel)
    {
        Notes.Enqueue(text);
        Noted.Release();
        return default;
    }

    public async ValueTask<CallFacts> ForwardAsync(int times, CancellationToken cancel)
    {
        await Task.Yield();
        return times == 0 ? await ContextAsync(cancel) : await Next!.ForwardAsync(times - 1, cancel);
    }

    private static async ValueTask ThrowLaterAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("thrown later");
    }
}
