namespace Demo;

/// <summary>Every kind of operation, over scalars.</summary>
[RpcContract]
public partial interface ICalculator
{
    /// <summary>Two parameters travel as a tuple.</summary>
    [Idempotent]
    ValueTask<int> AddAsync(int left, int right, CancellationToken cancel = default);

    /// <summary>A task without a result.</summary>
    Task ResetAsync();

    /// <summary>A stream back.</summary>
    IAsyncEnumerable<int> CountAsync(int to, CancellationToken cancel = default);

    /// <summary>A stream there.</summary>
    Task<long> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancel = default);

    /// <summary>Streams both ways.</summary>
    IAsyncEnumerable<int> ScaleAsync(int factor, IAsyncEnumerable<int> numbers, CancellationToken cancel = default);

    /// <summary>No answer.</summary>
    [Oneway]
    ValueTask LogAsync(string line);
}
