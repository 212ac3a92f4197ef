using RpcStack.TestContracts;

namespace RpcStack.Tests.Calls;

/// <summary>What a test can ask of a server.</summary>
[RpcContract, OncProgram(0x20000100, 1)]
public partial interface ITester
{
    [Idempotent]
    ValueTask<string> EchoAsync(string text, CancellationToken cancel = default);

    ValueTask<byte[]> BlobAsync(int size, CancellationToken cancel = default);

    ValueTask<int> MeasureAsync(byte[] blob, CancellationToken cancel = default);

    ValueTask ThrowAsync(string what, CancellationToken cancel = default);

    [Throws<InsufficientFunds>]
    ValueTask FaultAsync(decimal missing, CancellationToken cancel = default);

    ValueTask WaitAsync(int milliseconds, CancellationToken cancel = default);

    ValueTask BlockAsync(int milliseconds, CancellationToken cancel = default);

    ValueTask<CallFacts> ContextAsync(CancellationToken cancel = default);

    [Oneway]
    ValueTask NoteAsync(string text, CancellationToken cancel = default);

    /// <summary>Calls itself through another connection, so many times.</summary>
    ValueTask<CallFacts> ForwardAsync(int times, CancellationToken cancel = default);
}

[RpcMessage]
public sealed record CallFacts(string Operation, string Peer, double? MillisecondsLeft, ulong Chain, int Depth, string? Tag);
