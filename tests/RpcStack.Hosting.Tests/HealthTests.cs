using RpcStack.Marshalling;

namespace RpcStack.Hosting.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Every_mapped_service_is_healthy_once_the_host_has_started()
    {
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>("teller").MapHealth());
        IHealth health = host.Get<IHealth>();

        Assert.Equal(ServingStatus.Serving, await health.CheckAsync(""));
        Assert.Equal(ServingStatus.Serving, await health.CheckAsync("teller"));
        Assert.Equal(ServingStatus.Serving, await health.CheckAsync("grpc.health.v1.Health"));
    }

    [Fact]
    public async Task Checking_a_service_that_does_not_exist_finds_nothing()
    {
        await using TestHost host = await TestHost.StartAsync(server => server.MapHealth());

        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await host.Get<IHealth>().CheckAsync("bakery"));

        Assert.Equal(RpcStatus.NotFound, error.Status);
        Assert.EndsWith("There is no service 'bakery' here.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watching_tells_each_change_until_the_host_stops()
    {
        await using TestHost host = await TestHost.StartAsync(server => server.MapHealth());
        await using IAsyncEnumerator<ServingStatus> bakery = host.Get<IHealth>().WatchAsync("bakery").GetAsyncEnumerator();

        Assert.Equal(ServingStatus.ServiceUnknown, await Next());
        host.Health.Set("bakery", ServingStatus.Serving);
        Assert.Equal(ServingStatus.Serving, await Next());
        host.Health.Set("bakery", ServingStatus.NotServing);
        Assert.Equal(ServingStatus.NotServing, await Next());
        host.Health.Set("bakery", ServingStatus.Serving);
        Assert.Equal(ServingStatus.Serving, await Next());
        await host.Server.StopAsync();
        Assert.Equal(ServingStatus.NotServing, await Next());
        Assert.False(await bakery.MoveNextAsync());

        async Task<ServingStatus> Next()
        {
            Assert.True(await bakery.MoveNextAsync());
            return bakery.Current;
        }
    }

    [Fact]
    public void In_protobuf_it_is_the_health_protocol_of_gRPC()
    {
        Assert.Equal("grpc.health.v1.Health", ContractOf<IHealth>().Name);
        Assert.Equal(["Check", "Watch"], ContractOf<IHealth>().Operations.Select(o => o.Name));
        // HealthCheckRequest { string service = 1; } and HealthCheckResponse { ServingStatus status = 1; }
        Assert.Equal("0A 01 61", Write(o => o.Request, "a"));
        Assert.Equal("08 01", Write(o => o.Response, ServingStatus.Serving));
    }

    private static ContractDescriptor ContractOf<T>() where T : class, IContract<T> => T.Descriptor;

    private static string Write<T>(Func<Operation<string, ServingStatus>, Marshaller<T>> part, T value)
    {
        using ByteWriter writer = new();
        WireFormat.Protobuf.Encode(writer, part((Operation<string, ServingStatus>)ContractOf<IHealth>().Operations[0]), value);
        return Convert.ToHexString(writer.Written).Chunk(2).Select(c => new string(c)).Aggregate((a, b) => $"{a} {b}");
    }
}
