using System.Diagnostics;
using RpcStack.Protocol;
using RpcStack.Transports;

namespace RpcStack.Tests.Calls;

/// <summary>Clients of servers that are away, and of several.</summary>
public sealed class ReconnectTests
{
    [Fact]
    public async Task A_call_to_nobody_fails_with_the_attempt_and_was_not_started()
    {
        await using var client = new RpcClient(TestPair.UniqueMemory());
        for (int i = 0; i < 3; i++)
        {
            RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await client.Get<ITester>().EchoAsync(""));
            Assert.Equal(RpcStatus.Unavailable, error.Status);
            Assert.Equal(RpcPhase.Connect, error.Phase);
            Assert.False(error.Started);
            Assert.Contains("Tester.Echo: ", error.Message, StringComparison.Ordinal);
            Assert.Contains("nobody listens there", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_call_that_waits_for_the_server_gets_through_once_it_is_there()
    {
        string endpoint = TestPair.UniqueMemory();
        await using var client = new RpcClient(endpoint);
        ITester patient = client.Get<ITester>().With(new CallOptions { WaitForReady = true });
        Task<string>[] calls = [.. Enumerable.Range(0, 100).Select(i => patient.EchoAsync($"{i}").AsTask())];
        await Task.Delay(300);
        Assert.All(calls, c => Assert.False(c.IsCompleted));

        await using TestPair pair = await TestPair.StartAsync(endpoint);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), await Task.WhenAll(calls));
        Assert.Single(client.Connections);
    }

    [Fact]
    public async Task A_call_that_waits_for_a_server_in_vain_ends_at_its_deadline_or_when_it_is_cancelled()
    {
        await using var client = new RpcClient(TestPair.UniqueMemory());
        ITester patient = client.Get<ITester>().With(
            new CallOptions { WaitForReady = true, Deadline = TimeSpan.FromMilliseconds(300) });
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await patient.EchoAsync(""));
        Assert.Equal(RpcStatus.DeadlineExceeded, error.Status);
        Assert.False(error.Started);
        Assert.Contains("nobody listens there", error.Message, StringComparison.Ordinal);

        using var cancel = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await patient.EchoAsync("", cancel.Token));
    }

    [Fact]
    public async Task Calls_take_turns_among_endpoints_and_connections()
    {
        await using TestPair one = await TestPair.StartAsync(), two = await TestPair.StartAsync();
        var options = new RpcClientOptions { ConnectionsPerEndpoint = 2 };
        await using var client = new RpcClient([one.Endpoint, two.Endpoint], options);
        await CallUntilAsync(client, () => client.Connections.Count() == 4);
        Assert.Equal(2, one.Server.Connections.Count());
        Assert.Equal(2, two.Server.Connections.Count());

        Dictionary<RpcConnection, long> before = client.Connections.ToDictionary(c => c, c => c.Traffic.Sent);
        for (int i = 0; i < 400; i++) await client.Get<ITester>().EchoAsync("");
        Assert.All(client.Connections, c => Assert.InRange(c.Traffic.Sent - before[c], 500, 5000));
    }

    [Fact]
    public async Task A_server_that_leaves_is_replaced_by_the_others_without_one_failed_call_and_found_again()
    {
        await using TestPair one = await TestPair.StartAsync(), two = await TestPair.StartAsync();
        await using var client = new RpcClient([one.Endpoint, two.Endpoint]);
        await CallUntilAsync(client, () => client.Connections.Count() == 2);

        await one.Server.DisposeAsync();
        for (int i = 0; i < 200; i++) Assert.Equal(1, await client.Get<ITester>().MeasureAsync([1]));
        Assert.Single(client.Connections, c => c.IsOpen);

        await using var back = new RpcServer();
        back.Map<ITester>(new Tester());
        await back.ListenAsync(one.Endpoint);
        await CallUntilAsync(client, () => back.Connections.Any());
    }

    [Fact]
    public async Task Where_all_endpoints_are_away_the_error_names_them()
    {
        RpcEndpoint[] endpoints = [RpcEndpoint.Parse(TestPair.UniqueMemory()), RpcEndpoint.Parse(TestPair.UniqueMemory())];
        await using var client = new RpcClient(endpoints);
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await client.Get<ITester>().EchoAsync(""));
        Assert.All(endpoints, e => Assert.Contains(e.ToString(), error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Attempts_are_shared_and_rare_however_many_call()
    {
        using var busy = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        busy.Start();
        var endpoint = new RpcEndpoint("tcp", "127.0.0.1", ((System.Net.IPEndPoint)busy.LocalEndpoint).Port);
        int attempts = 0;
        Task accepting = Task.Run(async () =>
        {
            while (true)
            {
                using System.Net.Sockets.Socket socket = await busy.AcceptSocketAsync();
                attempts++;
            }
        });
        await using var client = new RpcClient([endpoint], new RpcClientOptions { MaxResends = 0 });
        long begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(1))
        {
            Task<string>[] calls = [.. Enumerable.Range(0, 50).Select(_ => client.Get<ITester>().EchoAsync("").AsTask())];
            await Task.WhenAny(Task.WhenAll(calls), Task.Delay(5000));
            Assert.All(calls, c => Assert.True(c.IsFaulted));
        }

        busy.Stop();
        await accepting.ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.InRange(attempts, 2, 8);
    }

    private static async Task CallUntilAsync(RpcClient client, Func<bool> condition)
    {
        for (int i = 0; i < 2000 && !condition(); i++)
        {
            await client.Get<ITester>().EchoAsync("");
            await Task.Delay(2);
        }

        Assert.True(condition());
    }
}
