using System.Diagnostics;
using RpcStack.Protocol;
using RpcStack.TestContracts;
using RpcStack.Transports;

namespace RpcStack.Tests.Calls;

/// <summary>Servers that stop, die and come back; clients that leave.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task A_server_killed_under_load_fails_every_pending_call_within_a_second()
    {
        using Process server = TestServerProcess.Start(out RpcEndpoint endpoint);
        await using var client = new RpcClient(endpoint);
        var calculator = client.Get<ICalculator>();
        Task<Exception>[] callers = [.. Enumerable.Range(0, 200).Select(_ => CallUntilItFails(calculator))];
        await Task.Delay(500);

        long killed = Stopwatch.GetTimestamp();
        server.Kill();
        Exception[] ends = await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.InRange(Stopwatch.GetElapsedTime(killed), TimeSpan.Zero, TimeSpan.FromSeconds(1.5));
        Assert.All(ends, e => Assert.Equal(RpcStatus.Unavailable, Assert.IsType<RpcException>(e).Status));
    }

    [Fact]
    public async Task A_client_finds_a_server_that_came_back()
    {
        RpcEndpoint endpoint;
        using (Process first = TestServerProcess.Start(out endpoint)) await KillAsync(first);
        await using var client = new RpcClient(endpoint);
        var calculator = client.Get<ICalculator>();
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await calculator.AddAsync(1, 2));
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.Equal(RpcPhase.Connect, error.Phase);
        Assert.False(error.Started);

        using Process second = TestServerProcess.Start(out _, endpoint.ToString());
        Assert.Equal(3, await calculator.AddAsync(1, 2));
        await KillAsync(second);
        await Eventually.IsTrue(() => client.Connection is null);

        using Process third = TestServerProcess.Start(out _, endpoint.ToString());
        Assert.Equal(7, await calculator.AddAsync(3, 4));
        third.Kill();
    }

    [Fact]
    public async Task A_server_that_stops_lets_running_calls_end_and_takes_no_more()
    {
        await using TestPair pair = await TestPair.StartAsync();
        Task running = pair.Stub.WaitAsync(300).AsTask();
        await Eventually.IsTrue(() => pair.Tester.Waiting == 1);

        Task stopping = pair.Server.DisposeAsync().AsTask();
        await running;
        await stopping;

        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.EchoAsync(""));
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.False(error.Started);
    }

    [Fact]
    public async Task A_server_that_stops_gives_up_on_calls_that_do_not_end()
    {
        var options = new RpcServerOptions { DrainTimeout = TimeSpan.FromMilliseconds(200) };
        await using TestPair pair = await TestPair.StartAsync(server: options);
        Task running = pair.Stub.WaitAsync(30_000).AsTask();
        await Eventually.IsTrue(() => pair.Tester.Waiting == 1);

        await pair.Server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => running);
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.True(error.Started);
        Assert.Contains("is stopping", error.Message, StringComparison.Ordinal);
        Assert.True(await pair.Tester.Cancelled.WaitAsync(5000));
    }

    [Fact]
    public async Task A_client_that_is_disposed_ends_its_calls_here_and_there()
    {
        await using TestPair pair = await TestPair.StartAsync();
        Task running = pair.Stub.WaitAsync(30_000).AsTask();
        await Eventually.IsTrue(() => pair.Tester.Waiting == 1);

        await pair.Client.DisposeAsync();

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => running);
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.True(await pair.Tester.Cancelled.WaitAsync(5000), "The handler was not cancelled.");
        await Eventually.IsTrue(() => !pair.Server.Connections.Any());
    }

    [Fact]
    public async Task Connections_beyond_the_servers_limit_are_closed()
    {
        await using TestPair pair = await TestPair.StartAsync(server: new RpcServerOptions { MaxConnections = 1 });
        await pair.Stub.EchoAsync("first");
        await using var second = new RpcClient(pair.Endpoint);
        await Assert.ThrowsAsync<RpcException>(async () => await second.Get<ITester>().EchoAsync("second"));
        Assert.Equal("first", await pair.Stub.EchoAsync("first"));
    }

    [Fact]
    public async Task A_connection_without_a_call_says_HELLO_all_the_same()
    {
        var hasty = new RpcConnectionOptions { HelloTimeout = TimeSpan.FromMilliseconds(300) };
        await using TestPair pair = await TestPair.StartAsync(server: new RpcServerOptions { Connection = hasty });
        RpcConnection connection = await pair.Client.ConnectAsync();
        await Task.Delay(600);
        Assert.True(connection.IsOpen);
        Assert.Equal("now", await pair.Stub.EchoAsync("now"));
    }

    private static Task KillAsync(Process process)
    {
        process.Kill();
        return process.WaitForExitAsync();
    }

    private static async Task<Exception> CallUntilItFails(ICalculator calculator)
    {
        try
        {
            while (true) Assert.Equal(3, await calculator.AddAsync(1, 2));
        }
        catch (RpcException error)
        {
            return error;
        }
    }
}
