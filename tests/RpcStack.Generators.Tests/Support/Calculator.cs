using RpcStack.TestContracts;

namespace RpcStack.Generators.Tests;

/// <summary>Calculates.</summary>
internal sealed class Calculator : ICalculator
{
    public ValueTask<int> AddAsync(int left, int right, CancellationToken cancel = default) => new(left + right);

    public Task<double> DivideAsync(double dividend, double divisor, CancellationToken cancel = default) =>
        Task.FromResult(dividend / divisor);

    public ValueTask ResetAsync(CancellationToken cancel = default) => default;

    public ValueTask LogAsync(string line) => default;

    public IAsyncEnumerable<int> CountAsync(int to, CancellationToken cancel = default) => Range(to);

    public async ValueTask<long> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancel = default)
    {
        long sum = 0;
        await foreach (int number in numbers.WithCancellation(cancel)) sum += number;
        return sum;
    }

    public IAsyncEnumerable<int> ScaleAsync(
        int factor, IAsyncEnumerable<int> numbers, CancellationToken cancel = default) =>
        numbers.Select(number => number * factor);

    public static IAsyncEnumerable<int> Range(int to) => Enumerable.Range(0, to).ToAsyncEnumerable();
}
