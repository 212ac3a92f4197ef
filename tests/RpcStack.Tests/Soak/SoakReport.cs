namespace RpcStack.Tests.Soak;

/// <summary>What a soak came to.</summary>
public sealed record SoakReport
{
    public long Calls { get; set; }

    public long Answered { get; set; }

    /// <summary>Calls that ended with Unavailable and had not been started.</summary>
    public long NotStarted { get; set; }

    /// <summary>Calls that ended with Unavailable and may have been.</summary>
    public long Uncertain { get; set; }

    public long Cuts { get; set; }

    public long Restarts { get; set; }

    /// <summary>Octets of managed memory once warm, and at the end.</summary>
    public (long Warm, long End) Memory { get; set; }

    /// <summary>Whatever should not have been.</summary>
    public List<string> Faults { get; } = [];

    public override string ToString() =>
        $"{Calls} calls: {Answered} answered, {NotStarted} not started, {Uncertain} uncertain; {Cuts} cuts, "
        + $"{Restarts} restarts; memory {Memory.Warm >> 10} -> {Memory.End >> 10} KiB; {Faults.Count} faults"
        + string.Concat(Faults.Take(20).Select(f => "\n  " + f));
}
