namespace RpcStack.TestContracts;

/// <summary>The smallest useful contract: scalars in, scalars out.</summary>
[RpcContract]
public partial interface ICalculator
{
    /// <summary>Adds.</summary>
    [Idempotent]
    ValueTask<int> AddAsync(int left, int right, CancellationToken cancel = default);

    /// <summary>Divides.</summary>
    /// <exception cref="DivisionByZero">The divisor is zero.</exception>
    [Throws<DivisionByZero>]
    Task<double> DivideAsync(double dividend, double divisor, CancellationToken cancel = default);

    /// <summary>Takes nothing and gives nothing.</summary>
    ValueTask ResetAsync(CancellationToken cancel = default);

    /// <summary>Is not answered.</summary>
    [Oneway]
    ValueTask LogAsync(string line);

    /// <summary>Counts from 0.</summary>
    IAsyncEnumerable<int> CountAsync(int to, CancellationToken cancel = default);

    /// <summary>Adds up a stream.</summary>
    ValueTask<long> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancel = default);

    /// <summary>Multiplies each number of a stream.</summary>
    IAsyncEnumerable<int> ScaleAsync(int factor, IAsyncEnumerable<int> numbers, CancellationToken cancel = default);
}
