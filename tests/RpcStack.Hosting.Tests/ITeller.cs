namespace RpcStack.Hosting.Tests;

/// <summary>A contract with an operation of each kind.</summary>
[RpcContract]
public partial interface ITeller
{
    /// <summary>Which object serves the call, and which dependency it has.</summary>
    ValueTask<Identity> WhoAsync(CancellationToken cancel = default);

    IAsyncEnumerable<int> CountAsync(int to, CancellationToken cancel = default);

    ValueTask<int> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancel = default);

    IAsyncEnumerable<int> DoubleAsync(IAsyncEnumerable<int> numbers, CancellationToken cancel = default);

    /// <summary>The trace that the handler finds itself in.</summary>
    ValueTask<string> TraceAsync(CancellationToken cancel = default);

    [Throws<Refused>]
    ValueTask FailAsync(string how, CancellationToken cancel = default);

    /// <summary>Returns when the server drains.</summary>
    ValueTask<string> UntilDrainedAsync(CancellationToken cancel = default);
}

[RpcMessage]
public sealed partial record Identity(Guid Teller, Guid Desk, bool IsDeskClosed);

[RpcMessage]
public sealed partial class Refused(string message) : RpcFault(message);
