using RpcStack.Protocol;
using RpcStack.Testing;
using RpcStack.Transports;

namespace RpcStack.Tests.Objects;

/// <summary>Calls on what other calls have yet to return.</summary>
public sealed class PipeliningTests
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task A_chain_of_five_calls_is_one_round_trip_and_five_where_each_is_awaited()
    {
        var clock = new ManualClock();
        using var link = new SimulatedLink(Transport.Tcp, new LinkProfile { Latency = Latency }, clock);
        var options = new RpcConnectionOptions { Time = clock, Transport = new TransportOptions { Override = link } };
        await using FolderPair pair = await FolderPair.StartAsync(client: options);
        IFolder root = pair.Stub;

        // The first is on a connection that is not there yet.
        for (int i = 0; i < 2; i++)
        {
            Task<string> pipelined = root.OpenPromised("a").OpenPromised("b").OpenPromised("c").OpenPromised("d").NameAsync().AsTask();
            Assert.Equal(1, await RoundTripsAsync(pipelined, clock, link));
            Assert.Equal("root/a/b/c/d", await pipelined);
        }

        Task<string> awaited = AwaitEachAsync(root);
        Assert.Equal(5, await RoundTripsAsync(awaited, clock, link));
        Assert.Equal("root/a/b/c/d", await awaited);
    }

    [Fact]
    public async Task The_same_code_works_over_a_local_object_that_takes_its_time()
    {
        var gate = new TaskCompletionSource();
        var root = new Folder("local", _ => gate.Task);
        IFolder promised = root.OpenPromised("a").OpenPromised("b");
        Task<string> name = promised.NameAsync().AsTask();
        Task<List<string>> listed = promised.ListAsync().ToListAsync().AsTask();
        Task<int> sum = promised.AppendAsync(new[] { 1, 2, 3 }.ToAsyncEnumerable()).AsTask();
        Assert.False(name.IsCompleted);
        gate.SetResult();
        Assert.Equal("local/a/b", await name);
        Assert.Equal(["local/a/b0", "local/a/b1", "local/a/b2"], await listed);
        Assert.Equal(6, await sum);
        NoFolder fault = await Assert.ThrowsAsync<NoFolder>(async () => await root.OpenPromised("none").OpenPromised("x").NameAsync());
        Assert.Equal("RpcStack.Tests.Objects.Folder.Open", fault.Source);
        // What is there at once needs no promise.
        Assert.IsType<Folder>(new Folder("at once").OpenPromised("a"));
    }

    [Fact]
    public async Task A_failure_reaches_the_first_await_and_names_the_call_that_failed()
    {
        await using FolderPair pair = await FolderPair.StartAsync();
        IFolder promised = pair.Stub.OpenPromised("a").OpenPromised("none").OpenPromised("c");
        NoFolder fault = await Assert.ThrowsAsync<NoFolder>(async () => await promised.NameAsync());
        Assert.Equal("none", fault.Name);
        Assert.Equal("RpcStack.Tests.Objects.Folder.Open", fault.Source);
        // What came of it later is known without asking.
        await Assert.ThrowsAsync<NoFolder>(async () => await promised.ListAsync().ToListAsync());

        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.FindPromised("none").NameAsync());
        Assert.Equal(RpcStatus.NotFound, error.Status);
        Assert.False(error.Started);
        Assert.Contains("Folder.Name on ", error.Message);
        Assert.Contains("Folder.Find returned null", error.Message);
        Assert.Equal("found", await pair.Stub.FindPromised("found").NameAsync());
    }

    [Fact]
    public async Task Calls_on_a_promise_start_in_their_order_once_it_is_kept()
    {
        var gate = new TaskCompletionSource();
        await using FolderPair pair = await FolderPair.StartAsync(_ => gate.Task);
        IFolder promised = pair.Stub.OpenPromised("a");
        for (int i = 0; i < 500; i++) await promised.TouchAsync(i);
        Task<string> name = promised.NameAsync().AsTask();
        // Other calls do not wait for it.
        Assert.Equal("root", await pair.Stub.NameAsync());
        Assert.False(name.IsCompleted);
        gate.SetResult();
        for (int i = 500; i < 1000; i++) await promised.TouchAsync(i);
        Assert.Equal("root/a", await name);
        await promised.NameAsync();
        var folder = (Folder)pair.Root.Opened["a"];
        await Eventually.IsTrue(() => folder.Stamps.Count == 1000);
        Assert.Equal(Enumerable.Range(0, 1000), folder.Stamps);
    }

    [Fact]
    public async Task Streams_go_to_and_come_from_what_is_promised()
    {
        await using FolderPair pair = await FolderPair.StartAsync(_ => Task.Delay(20));
        IFolder promised = pair.Stub.OpenPromised("a");
        Assert.Equal(["root/a0", "root/a1", "root/a2"], await promised.ListAsync().ToListAsync());
        Assert.Equal(10, await pair.Stub.OpenPromised("b").AppendAsync(Enumerable.Range(0, 5).ToAsyncEnumerable()));
        await using IFolder received = await pair.Stub.OpenAsync("c");
        Assert.Equal(10, await received.AppendAsync(Enumerable.Range(0, 5).ToAsyncEnumerable()));
    }

    [Fact]
    public async Task A_promise_is_passed_before_it_is_kept_and_arrives_as_the_object_itself()
    {
        var gate = new TaskCompletionSource();
        await using FolderPair pair = await FolderPair.StartAsync(name => name == "slow" ? gate.Task : Task.CompletedTask);
        IFolder slow = pair.Stub.OpenPromised("slow"), other = pair.Stub.OpenPromised("slow").OpenPromised("b");
        Task<string> one = pair.Stub.MoveAsync(slow, slow).AsTask();
        Task<string> two = other.MoveAsync(other, slow).AsTask();
        Task<string> broken = pair.Stub.MoveAsync(pair.Stub.OpenPromised("none"), null).AsTask();
        await slow.DisposeAsync();
        Assert.False(one.IsCompleted);
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => broken);
        Assert.Contains("Folder.Open, which promised the object, failed", error.Message);
        gate.SetResult();
        Assert.Equal("root to root/slow twice here", await one);
        Assert.Equal("root/slow/b to root/slow/b here", await two);
    }

    [Fact]
    public async Task Disposing_of_a_promise_gives_the_object_back_kept_or_not()
    {
        var gate = new TaskCompletionSource();
        await using FolderPair pair = await FolderPair.StartAsync(name => name == "late" ? gate.Task : Task.CompletedTask);
        IFolder early = pair.Stub.OpenPromised("early");
        await early.NameAsync();
        Assert.Equal("promise", pair.Client.Connection!.References.Imports.Single().Id.Split(' ')[0]);
        await early.DisposeAsync();
        var folder = (Folder)pair.Root.Opened["early"];
        await Eventually.IsTrue(() => folder.Disposals == 1);
        Assert.Empty(pair.Served.References.Exports);

        IFolder late = pair.Stub.OpenPromised("late");
        Task<string> name = late.NameAsync().AsTask();
        await late.DisposeAsync();
        await pair.Stub.NameAsync();
        gate.SetResult();
        Assert.Equal("root/late", await name);
        await Eventually.IsTrue(() => ((Folder)pair.Root.Opened["late"]).Disposals == 1);
        await Eventually.IsTrue(() => pair.Served.References.Exports.Count == 0);
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await late.NameAsync());
        Assert.NotNull(error.DeadReference);
    }

    [Fact]
    public async Task Calls_that_wait_for_a_promise_are_bounded_cancelled_and_expire()
    {
        var gate = new TaskCompletionSource();
        var limited = new RpcServerOptions
        {
            Connection = new RpcConnectionOptions { Limits = new RpcLimits { MaxConcurrentCalls = 4 } },
        };
        await using FolderPair pair = await FolderPair.StartAsync(_ => gate.Task, server: limited);
        IFolder promised = pair.Stub.With(new CallOptions { Deadline = TimeSpan.FromMinutes(1) }).OpenPromised("a");
        using var cancel = new CancellationTokenSource();
        Task<string> cancelled = promised.NameAsync(cancel.Token).AsTask();
        Task<string> expired = promised.With(new CallOptions { Deadline = TimeSpan.FromMilliseconds(50) }).NameAsync().AsTask();
        Assert.Equal(RpcStatus.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => expired)).Status);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        // Their ids are free again only if the server answered both while they waited.
        Task<string>[] more = [.. Enumerable.Range(0, 2).Select(_ => promised.NameAsync().AsTask())];
        Assert.Equal("root", await pair.Stub.NameAsync());
        for (int i = 0; i < 10; i++) await promised.TouchAsync(i);
        await pair.Stub.NameAsync();
        gate.SetResult();
        Assert.All(await Task.WhenAll(more), name => Assert.Equal("root/a", name));
        var folder = (Folder)pair.Root.Opened["a"];
        Assert.True(folder.Stamps.Count <= 4, $"{folder.Stamps.Count} calls waited.");
    }

    [Fact]
    public async Task A_promise_dies_with_its_connection_and_an_interceptor_sees_the_call_that_makes_it()
    {
        await using FolderPair pair = await FolderPair.StartAsync();
        var seen = new List<string>();
        IFolder root = new Watching(pair.Client, seen).Get<IFolder>();
        IFolder promised = root.OpenPromised("a");
        Assert.Equal("root/a", await promised.NameAsync());
        Assert.Equal(["Open"], seen);
        await pair.Served.DisposeAsync();
        await Eventually.IsTrue(() => pair.Client.Connection is null);
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await promised.NameAsync());
        Assert.Contains("its connection is over", error.Message);
    }

    [Fact]
    public async Task A_promise_of_what_comes_home_keeps_its_path()
    {
        await using BankPair pair = await BankPair.StartAsync();
        var own = new Account("Bob");
        IAccount promised = pair.Stub.EchoPromised(own);
        Assert.Equal("Bob", await promised.OwnerAsync());
        Assert.NotSame(own, promised);
    }

    private static async Task<string> AwaitEachAsync(IFolder root)
    {
        IFolder a = await root.OpenAsync("a"), b = await a.OpenAsync("b"), c = await b.OpenAsync("c"), d = await c.OpenAsync("d");
        return await d.NameAsync();
    }

    /// <summary>Moves the clock a latency at a time, whenever something is on its way, until the task is done.</summary>
    private static async Task<int> RoundTripsAsync(Task task, ManualClock clock, SimulatedLink link)
    {
        TimeSpan begun = clock.Elapsed;
        while (!task.IsCompleted)
        {
            await Eventually.IsTrue(() => task.IsCompleted || link.BytesOutgoing > 0 || link.BytesIncoming > 0);
            // All that is going to be sent now has been, or is more than one round trip.
            await Task.Delay(50);
            if (task.IsCompleted) break;
            clock.Advance(Latency);
            await Task.WhenAny(task, Task.Delay(50));
        }

        return (int)Math.Round((clock.Elapsed - begun) / (2 * Latency));
    }

    private sealed class Watching(RpcChannel next, List<string> seen) : ChannelInterceptor(next)
    {
        public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
            Operation<TRequest, TResponse> operation,
            RpcTarget target,
            TRequest request,
            CallOptions options,
            CancellationToken cancel)
        {
            seen.Add(operation.Name);
            return base.UnaryAsync(operation, target, request, options, cancel);
        }
    }
}
