using System.Collections.Concurrent;
using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Tests.Calls;

namespace RpcStack.Tests.Protocol.Life;

/// <summary>Silence, on a clock that the tests drive.</summary>
public sealed class KeepAliveTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_server_that_falls_silent_is_suspected_then_dead_and_its_calls_say_so()
    {
        using var server = new RawServer();
        await using var client = new RpcClient(server.Endpoint, new RpcConnectionOptions { Time = _time });
        ITester stub = client.Get<ITester>().With(new CallOptions { Deadline = Timeout.InfiniteTimeSpan });
        Task call = stub.WaitAsync(1).AsTask();
        using RawPeer peer = await server.AcceptAsync();
        await Eventually.IsTrue(() => client.Connection is { WasGreeted: true });
        RpcConnection connection = client.Connection!;
        var states = new ConcurrentQueue<RpcConnectionState>();
        connection.StateChanged += (_, state) => states.Enqueue(state);

        await AdvanceUntilAsync(() => connection.State is RpcConnectionState.Suspect);
        Assert.False(call.IsCompleted);
        Assert.True(connection.IsOpen);
        await AdvanceUntilAsync(() => connection.State is RpcConnectionState.Closed);

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.True(error.Started);
        Assert.Matches("was silent for 3[0-9.]+ s and answered no PING", error.Message);
        await Eventually.IsTrue(() => states.Count == 2);
        Assert.Equal([RpcConnectionState.Suspect, RpcConnectionState.Closed], states);
    }

    [Fact]
    public async Task A_client_that_falls_silent_is_disconnected_by_the_server()
    {
        var options = new RpcServerOptions { Connection = new RpcConnectionOptions { Time = _time } };
        await using TestPair pair = await TestPair.StartAsync(server: options);
        using RawPeer peer = await RawPeer.GreetAsync(pair.Endpoint);
        RpcConnection connection = pair.Server.Connections.Single();
        await AdvanceUntilAsync(() => connection.State is RpcConnectionState.Closed);
        Assert.Equal(FrameType.Ping, (await peer.ReceiveAsync()).Type);
    }

    [Fact]
    public async Task A_suspect_that_answers_is_trusted_again()
    {
        var options = new RpcServerOptions { Connection = new RpcConnectionOptions { Time = _time } };
        await using TestPair pair = await TestPair.StartAsync(server: options);
        using RawPeer peer = await RawPeer.GreetAsync(pair.Endpoint);
        RpcConnection connection = pair.Server.Connections.Single();
        await AdvanceUntilAsync(() => connection.State is RpcConnectionState.Suspect);
        (FrameType type, _, byte[] payload) = await peer.ReceiveAsync();
        Assert.Equal(FrameType.Ping, type);

        await peer.SendAsync(RawPeer.Frame(FrameType.Pong, FrameFlags.None, payload));
        await AdvanceUntilAsync(() => connection.State is RpcConnectionState.Open);
    }

    [Fact]
    public async Task Peers_that_have_nothing_to_say_keep_each_other_alive()
    {
        var connection = new RpcConnectionOptions { Time = _time, IdleTimeout = TimeSpan.Zero };
        await using TestPair pair = await TestPair.StartAsync(
            server: new RpcServerOptions { Connection = connection }, client: connection);
        await pair.Stub.EchoAsync("open");
        RpcConnection open = pair.Client.Connection!;
        for (int i = 0; i < 120; i++) await AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.True(open.IsOpen);
        Assert.True(open.Traffic.Received > 60, $"{open.Traffic.Received} octets");
    }

    [Fact]
    public async Task A_connection_that_nobody_uses_is_closed_and_opened_again_by_the_next_call()
    {
        var unused = new RpcConnectionOptions { Time = _time, IdleTimeout = TimeSpan.FromMinutes(1) };
        await using TestPair pair = await TestPair.StartAsync(client: unused);
        Task running = pair.Stub.With(new CallOptions { Deadline = Timeout.InfiniteTimeSpan }).WaitAsync(700).AsTask();
        await Eventually.IsTrue(() => pair.Tester.Waiting == 1);
        RpcConnection first = pair.Client.Connection!;
        for (int i = 0; i < 6; i++) await AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.True(first.IsOpen, "A call was running.");
        await running;

        await AdvanceUntilAsync(() => first.State is RpcConnectionState.Closed);
        await Eventually.IsTrue(() => !pair.Server.Connections.Any());
        Assert.Equal("again", await pair.Stub.EchoAsync("again"));
        Assert.NotSame(first, pair.Client.Connection);
    }

    [Fact]
    public async Task A_server_closes_connections_that_nobody_uses_too()
    {
        var unused = new RpcConnectionOptions { Time = _time, IdleTimeout = TimeSpan.FromMinutes(1) };
        await using TestPair pair = await TestPair.StartAsync(server: new RpcServerOptions { Connection = unused });
        await pair.Stub.EchoAsync("open");
        await AdvanceUntilAsync(() => !pair.Server.Connections.Any());
        Assert.Equal("again", await pair.Stub.EchoAsync("again"));
    }

    private async Task AdvanceUntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 300 && !condition(); i++) await AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.True(condition());
    }

    private async Task AdvanceAsync(TimeSpan time)
    {
        _time.Advance(time);
        // A beat or two of the heart, and the time that a PONG takes.
        await Task.Delay(30);
    }
}
