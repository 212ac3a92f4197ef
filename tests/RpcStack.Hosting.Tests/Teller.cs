using System.Collections.Concurrent;
using System.Diagnostics;

namespace RpcStack.Hosting.Tests;

/// <summary>A scoped dependency.</summary>
public sealed class Desk : IDisposable
{
    private static readonly ConcurrentDictionary<Guid, bool> Closed = new();

    public Guid Id { get; } = Guid.NewGuid();

    public bool IsClosed { get; private set; }

    public static bool WasClosed(Guid id) => Closed.ContainsKey(id);

    public void Dispose()
    {
        IsClosed = true;
        Closed[Id] = true;
    }
}

public sealed class Teller(Desk desk) : ITeller
{
    private readonly Guid _id = Guid.NewGuid();

    /// <summary>Completes when a call waits for the server to drain.</summary>
    public static TaskCompletionSource Waiting { get; set; } = new();

    public async ValueTask<Identity> WhoAsync(CancellationToken cancel = default)
    {
        await Task.Yield();
        return new Identity(_id, desk.Id, desk.IsClosed);
    }

    public async IAsyncEnumerable<int> CountAsync(
        int to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (int i = 1; i <= to; i++)
        {
            await Task.Yield();
            ObjectDisposedException.ThrowIf(desk.IsClosed, desk);
            yield return i;
        }
    }

    public async ValueTask<int> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancel = default)
    {
        int sum = 0;
        await foreach (int number in numbers.WithCancellation(cancel)) sum += number;
        return sum;
    }

    public async IAsyncEnumerable<int> DoubleAsync(
        IAsyncEnumerable<int> numbers,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (int number in numbers.WithCancellation(cancel)) yield return 2 * number;
    }

    public ValueTask<string> TraceAsync(CancellationToken cancel = default) => new($"{Activity.Current?.TraceId} {Activity.Current?.SpanId}");

    public ValueTask FailAsync(string how, CancellationToken cancel = default) => throw (how switch
    {
        "fault" => new Refused("no"),
        "status" => new RpcException(RpcStatus.FailedPrecondition, "not now", RpcPhase.Handler),
        _ => new InvalidTimeZoneException(how),
    });

    public async ValueTask<string> UntilDrainedAsync(CancellationToken cancel = default)
    {
        TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration _ = CallContext.Current!.Draining.Register(drained.SetResult);
        Waiting.TrySetResult();
        await drained.Task.WaitAsync(cancel);
        return "finished in time";
    }
}
