using System.Diagnostics;
using System.Net.Sockets;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Tests.Protocol;
using RpcStack.Tests.Soak;
using RpcStack.Transports;

namespace RpcStack.Tests.Calls;

/// <summary>Servers that stop, are killed and come back while a hundred callers call.</summary>
public sealed class DrainTests
{
    private const int Callers = 100;

    [Fact]
    public async Task A_handler_sees_that_its_server_begins_to_stop_and_may_end_in_time()
    {
        var drained = new Drained();
        await using var server = new RpcServer();
        server.Map<ILedger>(drained);
        await using var client = new RpcClient(await server.ListenAsync(TestPair.UniqueMemory()));
        Task<long> call = client.Get<ILedger>().BookAsync(1, 0).AsTask();
        await drained.Entered.Task;
        await server.DisposeAsync();
        Assert.Equal(42, await call);
    }

    [Fact]
    public async Task A_call_that_was_given_up_by_a_stopping_server_goes_elsewhere_if_it_is_idempotent()
    {
        var options = new RpcServerOptions { DrainTimeout = TimeSpan.FromMilliseconds(100) };
        await using RpcServer first = new(options), second = new(options);
        first.Map<ILedger>(new Ledger());
        second.Map<ILedger>(new Ledger());
        RpcEndpoint endpoint = await first.ListenAsync("rpc+tcp://127.0.0.1:0");
        await using var client = new RpcClient(endpoint);
        ILedger patient = client.Get<ILedger>().With(new CallOptions { WaitForReady = true });
        Task<long> lookUp = patient.LookUpAsync(7, 800).AsTask();
        Task<long> book = client.Get<ILedger>().BookAsync(8, 800).AsTask();
        await Eventually.IsTrue(() => client.Connection is { WasGreeted: true });
        await Task.Delay(100);

        await first.DisposeAsync();
        await second.ListenAsync(endpoint);

        Assert.Equal(Ledger.AnswerTo(7), await lookUp);
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => book);
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.True(error.Started);
        Assert.Contains("is stopping, and the call did not end within 0.1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_that_come_too_late_do_not_end_the_wait_for_one_that_runs()
    {
        TestPair pair = await TestPair.StartAsync();
        using RawPeer peer = await RawPeer.GreetAsync(pair.Endpoint);
        await peer.SendAsync(Resolution(), Wait(call: 2));
        Assert.Equal(FrameType.Response, (await peer.ReceiveAsync()).Type);
        await Task.Delay(100);
        Task stopping = pair.Server.DisposeAsync().AsTask();
        Assert.Equal(FrameType.GoAway, (await peer.ReceiveAsync()).Type);
        for (byte call = 3; call < 8; call++)
        {
            await peer.SendAsync(Wait(call));
            Assert.Equal(FrameType.Fault, (await peer.ReceiveAsync()).Type);
        }

        (FrameType type, _, byte[] payload) = await peer.ReceiveAsync();
        Assert.Equal((FrameType.Response, 2), (type, payload[0]));
        peer.Socket.Shutdown(SocketShutdown.Both);
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
        await pair.DisposeAsync();

        static byte[] Wait(byte call) => RawPeer.Frame(
            FrameType.Request, 0, [call, 3, 0, (byte)TesterOperations.Wait.Ordinal, 0x91, 0xCD, 0x03, 0xE8]);

        static byte[] Resolution() => RawPeer.Frame(writer =>
        {
            new RequestHeader { CallId = 1, Promise = 1 }.Write(writer);
            ContractDescriptor contract = TesterOperations.Contract;
            new ResolveRequest(contract.Name, contract.Name, contract.Schema.Fingerprint, "").Write(writer);
        });
    }

    [Fact]
    public async Task Draining_under_load_fails_no_call_where_another_server_takes_over()
    {
        var ledger = new Ledger();
        RpcServer server = Start(ledger);
        RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");
        await using var client = new RpcClient(endpoint);
        ILedger stub = client.Get<ILedger>().With(new CallOptions { WaitForReady = true });
        using var stop = new CancellationTokenSource();
        Task<long>[] callers = [.. Enumerable.Range(0, Callers).Select(i => BookUntilAsync(stub, ledger, i, stop.Token))];
        for (int round = 0; round < 5; round++)
        {
            await Task.Delay(150);
            await server.DisposeAsync();
            server = Start(ledger);
            await server.ListenAsync(endpoint);
        }

        await stop.CancelAsync();
        long[] booked = await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.All(booked, b => Assert.InRange(b, 1, long.MaxValue));
        Assert.Empty(ledger.Open);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_process_that_is_killed_and_comes_back_loses_only_calls_that_say_so()
    {
        var servers = new List<Process> { TestServerProcess.Start(out RpcEndpoint endpoint) };
        try
        {
            await using var client = new RpcClient(endpoint);
            var stub = client.Get<TestContracts.ICalculator>().With(new CallOptions { WaitForReady = true });
            using var stop = new CancellationTokenSource();
            int lost = 0;
            Task[] callers = [.. Enumerable.Range(0, Callers).Select(async i =>
            {
                while (!stop.IsCancellationRequested)
                {
                    // The one is idempotent, and goes out again; the other is not, and says that it may have run.
                    Assert.Equal(i + 1, await stub.AddAsync(i, 1, CancellationToken.None));
                    try
                    {
                        await stub.ResetAsync(CancellationToken.None);
                    }
                    catch (RpcException error)
                    {
                        Assert.Equal(RpcStatus.Unavailable, error.Status);
                        Assert.True(error.Started, error.Message);
                        Interlocked.Increment(ref lost);
                    }
                }
            })];
            for (int round = 0; round < 3; round++)
            {
                await Task.Delay(300);
                servers[^1].Kill();
                await servers[^1].WaitForExitAsync();
                servers.Add(TestServerProcess.Start(out _, endpoint.ToString()));
            }

            await Task.Delay(100);
            await stop.CancelAsync();
            await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(30));
            Assert.InRange(lost, 1, 3 * Callers);
        }
        finally
        {
            foreach (Process server in servers)
            {
                server.Kill();
                server.Dispose();
            }
        }
    }

    private static RpcServer Start(Ledger ledger)
    {
        var server = new RpcServer();
        server.Map<ILedger>(ledger);
        return server;
    }

    /// <summary>Books until it is told to stop; every booking must be answered, and have been made once.</summary>
    private static async Task<long> BookUntilAsync(ILedger stub, Ledger ledger, int caller, CancellationToken stop)
    {
        long booked = 0;
        for (; !stop.IsCancellationRequested; booked++)
        {
            long id = (caller * 1_000_000L) + booked;
            Assert.Equal(Ledger.AnswerTo(id), await stub.BookAsync(id, (int)(booked % 5), CancellationToken.None));
            Assert.Equal(1, ledger.Settle(id));
        }

        return booked;
    }

    private sealed class Drained : ILedger
    {
        public TaskCompletionSource Entered { get; } = new();

        public async ValueTask<long> BookAsync(long id, int milliseconds, CancellationToken cancel)
        {
            CancellationToken draining = CallContext.Current!.Draining;
            Entered.SetResult();
            await Task.Delay(10_000, draining).ContinueWith(_ => { }, TaskScheduler.Default);
            Assert.False(cancel.IsCancellationRequested);
            return 42;
        }

        public ValueTask<long> LookUpAsync(long id, int milliseconds, CancellationToken cancel) => new(0);

        public ValueTask NoteAsync(long id) => default;
    }
}
