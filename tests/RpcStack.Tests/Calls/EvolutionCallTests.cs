using RpcStack.Marshalling;
using RpcStack.Protocol;
using RpcStack.Transports;

namespace RpcStack.Tests.Calls;

/// <summary>Yesterday's contract on one side, today's on the other: one name, two builds.</summary>
public sealed class EvolutionCallTests
{
    public static TheoryData<string> Tolerant => ["MessagePack", "protobuf"];

    [Theory]
    [MemberData(nameof(Tolerant))]
    public async Task An_old_client_calls_a_new_server_where_the_change_is_compatible(string format)
    {
        await using var server = new RpcServer();
        server.Map<Today.IShop>(new TodaysShop());
        await using RpcClient client = await ConnectAsync(server, format);
        var shop = client.Get<Yesterday.IShop>();

        Assert.Equal("2 x tea, no note", await shop.DescribeAsync(new Yesterday.Order("tea", 2)));
        Assert.Equal(new Yesterday.Receipt(7.00m), await shop.BuyAsync(new Yesterday.Order("tea", 2)));
        await shop.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(Tolerant))]
    public async Task A_new_client_calls_an_old_server_where_the_change_is_compatible(string format)
    {
        await using var server = new RpcServer();
        server.Map<Yesterday.IShop>(new YesterdaysShop());
        await using RpcClient client = await ConnectAsync(server, format);
        var shop = client.Get<Today.IShop>();

        Assert.Equal("2 x tea", await shop.DescribeAsync(new Today.Order("tea", 2, "hot")));
        Assert.Equal(new Today.Receipt(7.00m, 0), await shop.BuyAsync(new Today.Order("tea", 2)));
    }

    [Fact]
    public async Task An_operation_that_differs_is_refused_by_name_and_the_others_are_not()
    {
        await using var server = new RpcServer();
        server.Map<Today.IShop>(new TodaysShop());
        await using RpcClient client = await ConnectAsync(server, "MessagePack");
        var shop = client.Get<Yesterday.IShop>();

        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await shop.StockAsync("tea"));
        Assert.Equal(RpcStatus.Unimplemented, error.Status);
        Assert.False(error.Started);
        Assert.Contains("Test.Shop.Stock: article changed from string to int64", error.Message, StringComparison.Ordinal);
        await shop.CloseAsync();
    }

    [Fact]
    public async Task An_operation_that_the_old_server_does_not_have_is_refused_by_name()
    {
        await using var server = new RpcServer();
        server.Map<Yesterday.IShop>(new YesterdaysShop());
        await using RpcClient client = await ConnectAsync(server, "MessagePack");

        RpcException error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.Get<Today.IShop>().GreetAsync());
        Assert.Equal(RpcStatus.Unimplemented, error.Status);
        Assert.Contains("Test.Shop.Greet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xdr_refuses_what_it_could_only_misread()
    {
        await using var server = new RpcServer();
        server.Map<Today.IShop>(new TodaysShop());
        await using RpcClient client = await ConnectAsync(server, "XDR");
        var shop = client.Get<Yesterday.IShop>();

        RpcException error = await Assert.ThrowsAsync<RpcException>(
            async () => await shop.DescribeAsync(new Yesterday.Order("tea", 2)));
        Assert.Equal(RpcStatus.Unimplemented, error.Status);
        Assert.Contains("Test.Shop.Describe", error.Message, StringComparison.Ordinal);
        await shop.CloseAsync();
    }

    [Fact]
    public async Task Many_first_calls_at_a_time_agree_on_the_schema_once_and_all_get_through()
    {
        await using var server = new RpcServer();
        server.Map<Today.IShop>(new TodaysShop());
        await using RpcClient client = await ConnectAsync(server, "MessagePack");
        string[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => client.Get<Yesterday.IShop>().DescribeAsync(new Yesterday.Order("tea", i)).AsTask()));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i} x tea, no note"), answers);
    }

    private static async Task<RpcClient> ConnectAsync(RpcServer server, string format)
    {
        RpcEndpoint endpoint = await server.ListenAsync(TestPair.UniqueMemory());
        WireFormat[] formats = [WireFormat.MessagePack, WireFormat.Xdr, WireFormat.Protobuf];
        return new RpcClient(endpoint, new RpcConnectionOptions { Format = formats.Single(f => f.Name == format) });
    }

    private sealed class TodaysShop : Today.IShop
    {
        public ValueTask<string> DescribeAsync(Today.Order order, CancellationToken cancel) =>
            new($"{order.Count} x {order.Article}, {order.Note ?? "no note"}");

        public ValueTask<Today.Receipt> BuyAsync(Today.Order order, CancellationToken cancel) =>
            new(new Today.Receipt(3.50m * order.Count, 17));

        public ValueTask<int> StockAsync(long article, CancellationToken cancel) => new(1);

        public ValueTask CloseAsync(CancellationToken cancel) => default;

        public ValueTask<string> GreetAsync(CancellationToken cancel) => new("hello");
    }

    private sealed class YesterdaysShop : Yesterday.IShop
    {
        public ValueTask<string> DescribeAsync(Yesterday.Order order, CancellationToken cancel) =>
            new($"{order.Count} x {order.Article}");

        public ValueTask<Yesterday.Receipt> BuyAsync(Yesterday.Order order, CancellationToken cancel) =>
            new(new Yesterday.Receipt(3.50m * order.Count));

        public ValueTask<int> StockAsync(string article, CancellationToken cancel) => new(1);

        public ValueTask CloseAsync(CancellationToken cancel) => default;
    }
}
