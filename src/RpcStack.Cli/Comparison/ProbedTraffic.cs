namespace RpcStack.Cli.Comparison;

/// <summary>What a pass of its own moved.</summary>
/// <param name="Calls">How many calls it made.</param>
/// <param name="Traffic">What they moved.</param>
internal sealed record ProbedTraffic(int Calls, Traffic Traffic);
