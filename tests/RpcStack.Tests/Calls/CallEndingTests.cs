using System.Net;
using System.Net.Sockets;
using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Tests.Protocol;
using RpcStack.Transports;

namespace RpcStack.Tests.Calls;

/// <summary>Every call ends once, as itself, and says rightly whether it ran.</summary>
public sealed class CallEndingTests
{
    [Fact]
    public async Task A_token_that_outlives_its_calls_cancels_none_but_those_that_run()
    {
        await using TestPair pair = await TestPair.StartAsync();
        using var cancel = new CancellationTokenSource();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 2000; i++) await pair.Stub.EchoAsync("with the token", cancel.Token);
        })));
        Task<string>[] others = [.. Enumerable.Range(0, 500)
            .Select(_ => pair.Stub.EchoAsync(new string('y', 10_000), CancellationToken.None).AsTask())];
        await cancel.CancelAsync();
        Assert.All(await Task.WhenAll(others), text => Assert.Equal(10_000, text.Length));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_ends_its_call_with_the_connection()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var endpoint = new RpcEndpoint("tcp", "127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port);
        await using var client = new RpcClient(endpoint);
        Task<string> call = client.Get<ITester>().EchoAsync("a").AsTask();
        using Socket socket = await listener.AcceptAsync();
        await socket.SendAsync(RawPeer.Frame(new Hello(1, 1 << 20, 100, 1 << 16, 0, [], 1).Write));
        await Task.Delay(100);
        // Metadata of 32 octets, of which there are two; call 10 is the one behind the resolution.
        await socket.SendAsync(RawPeer.Frame(FrameType.Response, FrameFlags.Metadata, 10, 0x20, 1, 2));
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => call.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Contains("A frame ends", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_ran_says_so_whatever_became_of_its_answer()
    {
        await using TestPair pair = await TestPair.StartAsync();
        RpcException tooLarge = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.BlobAsync(5 << 20));
        Assert.Equal((RpcStatus.ResourceExhausted, true), (tooLarge.Status, tooLarge.Started));

        await using var nowhere = new RpcClient("rpc+tcp://127.0.0.1:1");
        pair.Tester.Next = nowhere.Get<ITester>();
        RpcException downstream = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.ForwardAsync(1));
        Assert.Equal((RpcStatus.Unavailable, RpcPhase.Handler, true), (downstream.Status, downstream.Phase, downstream.Started));
    }

    [Fact]
    public async Task A_deadline_that_has_passed_ends_a_oneway_call_alone()
    {
        await using TestPair pair = await TestPair.StartAsync();
        Task other = pair.Stub.WaitAsync(200).AsTask();
        ITester late = pair.Stub.With(new CallOptions { Deadline = TimeSpan.FromMilliseconds(-5) });
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await late.NoteAsync("x"));
        Assert.Equal(RpcStatus.DeadlineExceeded, error.Status);
        await other;
    }

    [Fact]
    public async Task A_result_that_is_taken_too_early_spoils_no_other_call()
    {
        await using TestPair pair = await TestPair.StartAsync();
        using var silent = new Socket(SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen();
        var client = new RpcClient(new RpcEndpoint("tcp", "127.0.0.1", ((IPEndPoint)silent.LocalEndPoint!).Port));
        await client.ConnectAsync();
        ValueTask<int> early = client.Get<ITester>().MeasureAsync([]);
        Assert.Throws<InvalidOperationException>(() => early.GetAwaiter().GetResult());
        int[] sizes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => pair.Stub.MeasureAsync(new byte[i]).AsTask()));
        Assert.Equal(Enumerable.Range(0, 20), sizes);
        await client.DisposeAsync();
        await Assert.ThrowsAsync<RpcException>(async () => await early);
    }

    [Fact]
    public async Task A_caller_whose_synchronization_context_is_gone_takes_no_other_call_with_it()
    {
        await using TestPair pair = await TestPair.StartAsync();
        Task<string> other = pair.Stub.EchoAsync("stays").AsTask();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Gone());
        try
        {
            _ = AwaitAsync();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        Task later = pair.Stub.WaitAsync(300).AsTask();
        Assert.Equal("stays", await other);
        await later;
        Assert.Equal(RpcConnectionState.Open, pair.Client.Connection?.State);

        // Goes on in the context that it was called in, which cannot be.
        async Task AwaitAsync() => await pair.Stub.WaitAsync(100);
    }

    [Fact]
    public async Task Connections_that_are_reset_at_once_leave_nothing_behind()
    {
        await using TestPair pair = await TestPair.StartAsync();
        await pair.Stub.EchoAsync("stays");
        for (int i = 0; i < 500; i++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new(true, 0) };
            await socket.ConnectAsync(IPAddress.Loopback, pair.Endpoint.Port);
        }

        await Eventually.IsTrue(() => pair.Server.Connections.Count() == 1);
    }

    /// <summary>As that of a window that was closed.</summary>
    private sealed class Gone : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => throw new ObjectDisposedException(nameof(Gone));
    }
}
