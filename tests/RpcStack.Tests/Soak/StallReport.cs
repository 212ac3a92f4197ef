namespace RpcStack.Tests.Soak;

/// <summary>What a stalled reader came to.</summary>
/// <param name="Written">Items that were written when the writer had stopped.</param>
/// <param name="Meanwhile">Items that were written during the pause.</param>
/// <param name="Growth">Octets of memory that the pause cost.</param>
/// <param name="Read">Items that were read in the end, in their order; negative where one was out of it.</param>
/// <param name="Sent">Items that there were.</param>
public sealed record StallReport(int Written, int Meanwhile, long Growth, int Read, int Sent)
{
    private const long Slack = 1 << 20;

    /// <summary>Whether everything was as it should be.</summary>
    public bool IsSound => Meanwhile == 0 && Growth < Slack && Read == Sent && Written < 100;
}
