using System.Runtime.CompilerServices;
using RpcStack.TestContracts;

namespace RpcStack.Tests.Calls;

/// <summary>What a stream does on every stack, whatever carries it.</summary>
public abstract class StackStreamConformance : IAsyncLifetime
{
    private const int BlobSize = 16 << 10;

    private readonly Streamer _streamer = new();

    /// <summary>The stack.</summary>
    protected abstract IStackUnderTest Stack { get; }

    private IStreamer Stub => Stack.Client.Get<IStreamer>();

    // The window, an item beyond it, and the one that waits.
    private int MostUnread => (Stack.Window / BlobSize) + 3;

    public async Task InitializeAsync()
    {
        Stack.Map<IStreamer>(_streamer);
        await Stack.StartAsync();
    }

    public async Task DisposeAsync()
    {
        // Whatever became of a stream, the client goes on.
        Assert.Equal(3, (await CollectAsync(Stub.CountAsync(0, 3))).Count);
        await Stack.DisposeAsync();
    }

    [Fact]
    public async Task A_server_stream_arrives_in_order_and_whole() =>
        Assert.Equal(Enumerable.Range(0, 50_000), await CollectAsync(Stub.CountAsync(0, 50_000)));

    [Fact]
    public async Task An_empty_stream_ends() => Assert.Empty(await CollectAsync(Stub.CountAsync(0, 0)));

    [Fact]
    public async Task A_stream_is_called_for_each_time_it_is_read()
    {
        IAsyncEnumerable<int> stream = Stub.CountAsync(0, 5);
        Assert.Equal(0, _streamer.Produced);
        Assert.Equal(await CollectAsync(stream), await CollectAsync(stream));
        Assert.Equal(10, _streamer.Produced);
    }

    [Fact]
    public async Task Many_streams_share_a_connection()
    {
        List<int>[] streams = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => CollectAsync(Stub.CountAsync(i * 1000, (i + 1) * 1000))));
        Assert.Equal(Enumerable.Range(0, 50_000), streams.SelectMany(s => s));
    }

    [Fact]
    public async Task A_client_stream_arrives_in_order_and_is_answered_once() =>
        Assert.Equal(2L * 49_999 * 50_000 / 2, await Stub.SumAsync(2, NumbersAsync(50_000)));

    [Fact]
    public async Task A_duplex_stream_answers_each_item_as_it_comes()
    {
        var said = new List<string>();
        await foreach (string line in Stub.EchoAsync("> ", ConversationAsync(said))) said.Add(line);
        Assert.Equal(["0", "> 0", "1", "> 1", "2", "> 2"], said);

        static async IAsyncEnumerable<string> ConversationAsync(List<string> said)
        {
            for (int i = 0; i < 3; i++)
            {
                await Eventually.IsTrue(() => said.Count == 2 * i);
                said.Add($"{i}");
                yield return $"{i}";
            }
        }
    }

    [Fact]
    public async Task A_reader_that_leaves_ends_the_stream_at_its_source()
    {
        await foreach (int number in Stub.CountAsync(0, int.MaxValue))
            if (number == 10) break;
        Assert.True(await _streamer.Ended.WaitAsync(5000), "The source goes on.");
    }

    [Fact]
    public async Task Cancelling_ends_a_stream_here_and_there()
    {
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int number in Stub.CountAsync(0, int.MaxValue).WithCancellation(cancel.Token))
                if (number == 10) await cancel.CancelAsync();
        });
        Assert.True(await _streamer.Ended.WaitAsync(5000), "The source goes on.");
    }

    [Theory]
    [InlineData("declared")]
    [InlineData("undeclared")]
    public async Task An_error_comes_behind_the_items_before_it(string how)
    {
        var items = new List<int>();
        Exception error = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (int item in Stub.FailAsync(100, how)) items.Add(item);
        });
        Assert.Equal(Enumerable.Range(0, 100), items);
        if (how == "declared") Assert.Equal(1, Assert.IsType<InsufficientFunds>(error).Missing);
        else Assert.EndsWith("InvalidOperationException: in the middle", Assert.IsType<RpcException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_has_enough_answers_and_stops_its_caller()
    {
        int sent = 0;
        Assert.Equal(10, await Stub.TakeAsync(10, lingers: false, Endless(() => sent++)));
        int then = sent;
        await Task.Delay(100);
        Assert.InRange(sent - then, 0, 1);
    }

    [Fact]
    public async Task A_handler_that_reads_no_further_stops_its_caller_before_it_answers()
    {
        bool ended = false;
        ValueTask<int> call = Stub.TakeAsync(10, lingers: true, Endless(() => { }, () => ended = true));
        await Eventually.IsTrue(() => ended, "The caller still sends.");
        Assert.Equal(10, await call);
    }

    [Fact]
    public async Task A_callers_own_mistake_is_what_its_call_fails_with()
    {
        FormatException error = await Assert.ThrowsAsync<FormatException>(async () => await Stub.SumAsync(1, BrokenAsync()));
        Assert.Equal("broken", error.Message);

        static async IAsyncEnumerable<int> BrokenAsync()
        {
            yield return 1;
            await Task.Yield();
            throw new FormatException("broken");
        }
    }

    [Fact]
    public async Task The_default_deadline_is_that_of_the_first_item()
    {
        await using RpcChannel hasty = Stack.Connect(TimeSpan.FromMilliseconds(400));
        IStreamer stub = hasty.Get<IStreamer>();
        Assert.Equal([0, 1, 2], await CollectAsync(stub.SlowAsync(0, 500)));
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => CollectAsync(stub.SlowAsync(5000, 0)));
        Assert.Equal(RpcStatus.DeadlineExceeded, error.Status);
    }

    [Fact]
    public async Task An_explicit_deadline_covers_the_whole_stream()
    {
        IStreamer hurried = Stub.With(new CallOptions { Deadline = TimeSpan.FromMilliseconds(400) });
        var items = new List<int>();
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (int item in hurried.SlowAsync(0, 5000)) items.Add(item);
        });
        Assert.Equal(RpcStatus.DeadlineExceeded, error.Status);
        Assert.Equal([0], items);
    }

    [Fact]
    public async Task A_reader_that_does_not_read_stops_the_writer_and_loses_nothing()
    {
        await using IAsyncEnumerator<byte[]> blobs = Stub.BlobsAsync(1000, BlobSize).GetAsyncEnumerator();
        Assert.True(await blobs.MoveNextAsync());
        Assert.InRange(await SettledAsync(() => _streamer.Produced), 2, MostUnread);

        int count = 1;
        while (await blobs.MoveNextAsync()) count++;
        Assert.Equal(1000, count);
    }

    [Fact]
    public async Task A_handler_that_does_not_read_stops_its_caller_and_loses_nothing()
    {
        int sent = 0;
        ValueTask<long> call = Stub.SwallowAsync(BlobsAsync());
        Assert.InRange(await SettledAsync(() => Volatile.Read(ref sent)), 1, MostUnread);
        _streamer.Hunger.SetResult();
        Assert.Equal(500L * BlobSize, await call);

        async IAsyncEnumerable<byte[]> BlobsAsync()
        {
            for (; sent < 500; Interlocked.Increment(ref sent))
            {
                await Task.Yield();
                yield return new byte[BlobSize];
            }
        }
    }

    [Fact]
    public async Task Streams_end_with_their_connection()
    {
        await using IAsyncEnumerator<int> numbers = Stub.CountAsync(0, int.MaxValue).GetAsyncEnumerator();
        Assert.True(await numbers.MoveNextAsync());
        await Stack.CutAsync();
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await numbers.MoveNextAsync())
            {
            }
        });
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.True(await _streamer.Ended.WaitAsync(5000), "The source goes on.");
    }

    /// <summary>A number that has not changed for half a second.</summary>
    private static async Task<int> SettledAsync(Func<int> number)
    {
        for (int last = -1, now; ; last = now)
        {
            now = number();
            if (now == last) return now;
            await Task.Delay(500);
        }
    }

    private static async Task<List<T>> CollectAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (T item in items) list.Add(item);
        return list;
    }

    private static async IAsyncEnumerable<int> NumbersAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (i % 1000 == 0) await Task.Yield();
            yield return i;
        }
    }

    private static async IAsyncEnumerable<int> Endless(
        Action each, Action? ended = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        try
        {
            for (int i = 0; !cancel.IsCancellationRequested; i++)
            {
                await Task.Yield();
                each();
                yield return i;
            }
        }
        finally
        {
            ended?.Invoke();
        }
    }
}
