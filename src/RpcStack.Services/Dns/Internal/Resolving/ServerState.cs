namespace RpcStack.Services.Dns.Resolving;

/// <summary>What is known of a server: how fast it is, and whether it knows EDNS.</summary>
internal sealed class ServerState
{
    private const double Smoothing = 0.3;
    private const double UnknownMilliseconds = 50;
    private const double MaxMilliseconds = 10_000;

    private double _milliseconds = UnknownMilliseconds;

    /// <summary>The smoothed time to a reply in milliseconds; of servers that fail longer and longer.</summary>
    internal double Milliseconds => Volatile.Read(ref _milliseconds);

    /// <summary>Whether it called EDNS malformed (RFC 6891 §7).</summary>
    internal bool LacksEdns { get; set; }

    internal void Replied(TimeSpan elapsed) => Volatile.Write(
        ref _milliseconds, ((1 - Smoothing) * Math.Min(Milliseconds, 1000)) + (Smoothing * elapsed.TotalMilliseconds));

    internal void Failed() => Volatile.Write(ref _milliseconds, Math.Min((Milliseconds * 2) + 100, MaxMilliseconds));

    /// <summary>Others are tried while this one is slow; with time it is given another chance.</summary>
    internal void Passed() => Volatile.Write(ref _milliseconds, Milliseconds * 0.98);
}
