using RpcStack.DynamicProxies.Proxies;
using RpcStack.Marshalling;
using RpcStack.Transports;
using RpcStack.UnseenContracts;

namespace RpcStack.DynamicProxies.Tests;

public sealed class WideTests : IWide
{
    [Fact]
    public async Task Tuples_and_parameters_may_be_more_than_seven()
    {
        await using RpcServer server = new();
        server.MapDynamic<IWide>(this);
        RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");
        await using RpcClient client = new(endpoint);

        var result = await client.GetDynamic<IWide>().TurnAsync(1, null, 3, 4, 5, 6, 7, "8", (9, 10));

        Assert.Equal((-1, null, -3, -4, -5, -6, -7, "8", (-9, -10)), result);
    }

    [Fact]
    public void Each_element_of_a_long_tuple_is_a_field_with_its_name_and_nullability()
    {
        var response = (MessageShape)DynamicContract.Of(typeof(IWide)).Descriptor.Operations[0].ResponseShape;
        var tuple = (MessageShape)response.Fields[0].Shape;

        Assert.Equal("(A, B, C, D, E, F, G, H, I)", tuple.Name);
        Assert.Equal(["A", "B", "C", "D", "E", "F", "G", "H", "I"], tuple.Fields.Select(f => f.Name));
        Assert.Equal([1, 7], tuple.Fields.Index().Where(f => f.Item.Shape is OptionalShape).Select(f => f.Index));
        Assert.Equal("(X, Y)", ((MessageShape)tuple.Fields[8].Shape).Name);
    }

    public ValueTask<(int A, string? B, int C, int D, int E, int F, int G, string? H, (int X, int Y) I)> TurnAsync(
        int a, string? b, int c, int d, int e, int f, int g, string? h, (int X, int Y) i, CancellationToken cancel = default) =>
        new((-a, b, -c, -d, -e, -f, -g, h, (-i.X, -i.Y)));
}
