namespace RpcStack.Benchmarks.Workloads;

/// <summary>What was done in one go.</summary>
/// <param name="Calls">Calls, or items of a download.</param>
/// <param name="Time">How long it took.</param>
/// <param name="P50">Half of the calls took no longer; null where calls overlap.</param>
/// <param name="P99">All but one of a hundred took no longer.</param>
/// <param name="Sent">Octets above TCP to the server, a call.</param>
/// <param name="Received">Octets above TCP from it, a call.</param>
internal sealed record Work(long Calls, TimeSpan Time, TimeSpan? P50, TimeSpan? P99, double Sent, double Received);
