using Microsoft.Extensions.DependencyInjection;
using RpcStack.Tests;

namespace RpcStack.Hosting.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task A_scoped_service_is_made_for_each_call_and_its_scope_ends_with_the_call()
    {
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>());
        ITeller teller = host.Get<ITeller>();

        Identity first = await teller.WhoAsync();
        Identity second = await teller.WhoAsync();

        Assert.NotEqual(first.Teller, second.Teller);
        Assert.NotEqual(first.Desk, second.Desk);
        Assert.False(first.IsDeskClosed || second.IsDeskClosed);
        await Eventually.IsTrue(() => Desk.WasClosed(first.Desk) && Desk.WasClosed(second.Desk), "The scopes of two calls did not end.");
    }

    [Fact]
    public async Task A_singleton_serves_every_call()
    {
        await using TestHost host = await TestHost.StartAsync(server =>
        {
            server.Services.AddSingleton(new Desk());
            server.Map<ITeller, Teller>(lifetime: ServiceLifetime.Singleton);
        });

        Assert.Equal((await host.Get<ITeller>().WhoAsync()).Teller, (await host.Get<ITeller>().WhoAsync()).Teller);
    }

    [Fact]
    public async Task What_the_container_has_for_the_contract_is_served_with_its_own_lifetime()
    {
        await using TestHost host = await TestHost.StartAsync(server =>
        {
            server.Map<ITeller>();
            server.Services.AddScoped<ITeller, Teller>();
        });

        Assert.NotEqual((await host.Get<ITeller>().WhoAsync()).Teller, (await host.Get<ITeller>().WhoAsync()).Teller);
    }

    [Fact]
    public async Task Every_kind_of_operation_runs_in_its_scope()
    {
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>());
        ITeller teller = host.Get<ITeller>();

        Assert.Equal((int[])[1, 2, 3], await teller.CountAsync(3).ToArrayAsync());
        Assert.Equal(6, await teller.SumAsync(Numbers()));
        Assert.Equal((int[])[2, 4, 6], await teller.DoubleAsync(Numbers()).ToArrayAsync());

        static async IAsyncEnumerable<int> Numbers()
        {
            for (int i = 1; i <= 3; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
    }

    [Fact]
    public async Task A_service_is_found_by_the_name_in_the_clients_endpoint()
    {
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>("counter-7"));
        await using ServiceProvider provider = new ServiceCollection()
            .AddRpcClient<ITeller>($"{host.Endpoint}/counter-7").BuildServiceProvider();

        Assert.NotEqual(default, (await provider.GetRequiredService<ITeller>().WhoAsync()).Teller);
        RpcException unknown = await Assert.ThrowsAsync<RpcException>(async () => await host.Get<ITeller>().WhoAsync());
        Assert.Equal(RpcStatus.NotFound, unknown.Status);
    }

    [Fact]
    public async Task Stubs_of_one_endpoint_share_a_connection()
    {
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>().MapHealth());

        await host.Get<ITeller>().WhoAsync();
        await host.Get<IHealth>().CheckAsync("");

        Assert.Single(host.Rpc.Connections);
    }

    [Fact]
    public async Task Stopping_the_host_lets_a_running_call_end()
    {
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>());
        Teller.Waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string> call = host.Get<ITeller>().UntilDrainedAsync().AsTask();
        await Teller.Waiting.Task;

        await host.Server.StopAsync();

        Assert.Equal("finished in time", await call);
        Assert.Single(host.Log.Of<RpcServer>(3));
    }

    [Fact]
    public async Task A_mapping_that_the_container_has_nothing_for_fails_the_start()
    {
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestHost.StartAsync(server => server.Map<ITeller>()));

        Assert.Equal(
            "The service 'RpcStack.Hosting.Tests.Teller' is mapped to RpcStack.Hosting.Tests.ITeller, which the container does not have.",
            error.Message);
    }

    [Fact]
    public async Task An_endpoint_that_is_none_fails_the_start()
    {
        FormatException error = await Assert.ThrowsAsync<FormatException>(() => TestHost.StartAsync(
            server => server.Map<ITeller, Teller>(), options => options.Endpoints.Add("tcp://here")));

        Assert.Equal("'tcp://here' is not an endpoint: it does not begin with rpc+.", error.Message);
    }

    [Fact]
    public void A_clients_endpoint_that_is_none_is_refused_where_it_is_added() =>
        Assert.Throws<FormatException>(() => new ServiceCollection().AddRpcClient<ITeller>("rpc+tcp://"));

    [Fact]
    public async Task A_connection_that_its_watcher_throws_for_is_refused_and_the_server_goes_on()
    {
        int connections = 0;
        await using TestHost host = await TestHost.StartAsync(
            server => server.Map<ITeller, Teller>(),
            options => options.Server = options.Server with
            {
                OnConnection = _ =>
                {
                    if (Interlocked.Increment(ref connections) == 1) throw new InvalidOperationException("not today");
                },
            });

        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await host.Get<ITeller>().FailAsync("status"));
        Assert.Contains("not today", refused.Message, StringComparison.Ordinal);
        Assert.NotEqual(default, (await host.Get<ITeller>().WhoAsync()).Teller);
    }
}
