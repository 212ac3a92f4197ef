namespace RpcStack.Tests.Soak;

/// <summary>Streams that show whether anything was lost, doubled or moved.</summary>
[RpcContract]
public partial interface ISlips
{
    /// <summary>Sends slips.</summary>
    IAsyncEnumerable<Slip> IssueAsync(long id, int count, int size, CancellationToken cancel = default);

    /// <summary>Takes slips, all of them or some, and says how many came.</summary>
    ValueTask<int> CollectAsync(long id, int most, IAsyncEnumerable<Slip> slips, CancellationToken cancel = default);

    /// <summary>Sends back what comes.</summary>
    IAsyncEnumerable<Slip> ReturnAsync(IAsyncEnumerable<Slip> slips, CancellationToken cancel = default);
}
