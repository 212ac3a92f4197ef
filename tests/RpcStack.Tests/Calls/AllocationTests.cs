namespace RpcStack.Tests.Calls;

/// <summary>What a client adds to a connection costs no memory while nothing fails.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Calls = 20_000;

    [Fact]
    public async Task A_call_through_the_client_allocates_no_more_than_one_through_its_connection()
    {
        await using TestPair pair = await TestPair.StartAsync();
        ITester direct = (await pair.Client.ConnectAsync()).Get<ITester>();
        await MeasureAsync(pair.Stub);
        await MeasureAsync(direct);

        double through = await MeasureAsync(pair.Stub);
        double beside = await MeasureAsync(direct);
        Assert.True(through - beside < 16, $"{through} octets a call, {beside} without the client");
    }

    private static async Task<double> MeasureAsync(ITester stub)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Calls; i++) await stub.EchoAsync("same");
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls;
    }
}
