using RpcStack.TestContracts;
using RpcStack.Transports;

namespace RpcStack.DynamicProxies.Tests;

/// <summary>One side generated, the other made at run time.</summary>
public sealed class MixedTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Either_side_may_be_made_at_run_time(bool isClientDynamic, bool isServerDynamic)
    {
        await using RpcServer server = new();
        if (isServerDynamic) server.MapDynamic<ICalculator>(new Calculator());
        else server.Map<ICalculator>(new Calculator());
        RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");
        await using RpcClient client = new(endpoint);
        ICalculator calculator = isClientDynamic ? client.GetDynamic<ICalculator>() : client.Get<ICalculator>();

        Assert.Equal(5, await calculator.AddAsync(2, 3));
        Assert.Equal(0.5, await calculator.DivideAsync(1, 2));
        Assert.Equal("1 by 0", (await Assert.ThrowsAsync<DivisionByZero>(() => calculator.DivideAsync(1, 0))).Message);
        await calculator.ResetAsync();
        Assert.Equal((int[])[0, 1, 2], await calculator.CountAsync(3).ToArrayAsync());
        Assert.Equal(6, await calculator.SumAsync(new[] { 1, 2, 3 }.ToAsyncEnumerable()));
        Assert.Equal((int[])[2, 4], await calculator.ScaleAsync(2, new[] { 1, 2 }.ToAsyncEnumerable()).ToArrayAsync());
    }

    private sealed class Calculator : ICalculator
    {
        public ValueTask<int> AddAsync(int left, int right, CancellationToken cancel = default) => new(left + right);

        public Task<double> DivideAsync(double dividend, double divisor, CancellationToken cancel = default) =>
            divisor == 0 ? throw new DivisionByZero($"{dividend} by 0") : Task.FromResult(dividend / divisor);

        public ValueTask ResetAsync(CancellationToken cancel = default) => default;

        public ValueTask LogAsync(string line) => default;

        public IAsyncEnumerable<int> CountAsync(int to, CancellationToken cancel = default) => Enumerable.Range(0, to).ToAsyncEnumerable();

        public async ValueTask<long> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancel = default) =>
            await numbers.SumAsync(cancel);

        public IAsyncEnumerable<int> ScaleAsync(int factor, IAsyncEnumerable<int> numbers, CancellationToken cancel = default) =>
            numbers.Select(n => n * factor);
    }
}
