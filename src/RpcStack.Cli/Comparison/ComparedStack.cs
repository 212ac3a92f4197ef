using RpcStack.Cli.Data;
using RpcStack.Services.Dns;

namespace RpcStack.Cli.Comparison;

/// <summary>One way to make the same calls.</summary>
/// <param name="Title">What people call it: <c>RPC</c>.</param>
/// <param name="Detail">What it does: <c>MessagePack over TCP</c>; "" where it does nothing.</param>
/// <param name="Lookup">Makes the calls.</param>
/// <param name="Traffic">What went over the network so far, or null where there is none.</param>
/// <param name="PacketUnit">What its packets are.</param>
/// <param name="CodeLines">What a user has to write for it, in lines; null where that is nothing to compare.</param>
internal sealed record ComparedStack(
    string Title, string Detail, IDnsLookup Lookup, Func<Traffic>? Traffic, string PacketUnit, int? CodeLines)
{
    /// <summary>
    /// For a stack that does not count by itself: what a pass of its own over some questions moves, seen by a relay. It is not part of
    /// the rounds, which no relay slows down.
    /// </summary>
    public Func<IReadOnlyList<Question>, CancellationToken, Task<Traffic>>? Probe { get; init; }

    /// <summary>Makes a client, asks it one question, and closes it; null where a client has nothing to set up.</summary>
    public Func<Question, CancellationToken, ValueTask<TimeSpan>>? FirstCall { get; init; }

    public string Name => Detail.Length == 0 ? Title : $"{Title} ({Detail})";
}
