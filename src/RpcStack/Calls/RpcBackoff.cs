namespace RpcStack;

/// <summary>
/// How long a client waits between attempts to reach an endpoint. The first attempt after a connection was lost is made at
/// once; each that fails makes the next wait longer.
/// </summary>
public sealed record RpcBackoff
{
    /// <summary>The wait after the first attempt that fails: 50 ms.</summary>
    public TimeSpan Initial { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>By how much each further one is longer: 2.</summary>
    public double Factor { get; init; } = 2;

    /// <summary>The longest wait, before jitter: 5 s.</summary>
    public TimeSpan Max { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// By which part of itself a wait is longer or shorter at random, so that the clients of a server that comes back do
    /// not come all at once: 0.2.
    /// </summary>
    public double Jitter { get; init; } = 0.2;

    /// <summary>The wait after so many failures in a row.</summary>
    /// <param name="failures">From 1.</param>
    /// <param name="random">From 0 to 1.</param>
    internal TimeSpan After(int failures, double random)
    {
        double wait = Math.Min(Initial.TotalMilliseconds * Math.Pow(Factor, failures - 1), Max.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Max(0, wait * (1 + (Jitter * ((2 * random) - 1)))));
    }
}
