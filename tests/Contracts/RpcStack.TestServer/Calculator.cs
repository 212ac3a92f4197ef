using System.Runtime.CompilerServices;
using RpcStack.TestContracts;

namespace RpcStack.TestServer;

/// <summary>An honest calculator.</summary>
public sealed class Calculator : ICalculator
{
    /// <inheritdoc/>
    public async ValueTask<int> AddAsync(int left, int right, CancellationToken cancel)
    {
        await Task.Yield();
        return left + right;
    }

    /// <inheritdoc/>
    public Task<double> DivideAsync(double dividend, double divisor, CancellationToken cancel) => divisor == 0
        ? throw new DivisionByZero($"{dividend} cannot be divided by zero.")
        : Task.FromResult(dividend / divisor);

    /// <inheritdoc/>
    public ValueTask ResetAsync(CancellationToken cancel) => default;

    /// <inheritdoc/>
    public ValueTask LogAsync(string line) => default;

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> CountAsync(int to, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 0; i < to; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancel)
    {
        long sum = 0;
        await foreach (int number in numbers.WithCancellation(cancel)) sum += number;
        return sum;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> ScaleAsync(
        int factor, IAsyncEnumerable<int> numbers, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (int number in numbers.WithCancellation(cancel)) yield return number * factor;
    }
}
