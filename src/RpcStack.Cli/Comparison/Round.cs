namespace RpcStack.Cli.Comparison;

/// <summary>One round of one stack, as measured.</summary>
/// <param name="Calls">How many calls, one after the other.</param>
/// <param name="Seconds">How long they took together.</param>
/// <param name="P50">Half of them took at most this long, in microseconds.</param>
/// <param name="P90">Nine in ten of them took at most this long, in microseconds.</param>
/// <param name="P99">All but a hundredth of them took at most this long, in microseconds.</param>
/// <param name="CpuSeconds">What the whole process computed meanwhile, client and server, in user and system time.</param>
/// <param name="AllocatedBytes">What the whole process allocated meanwhile, client and server.</param>
/// <param name="Traffic">What went over the network, or null where there is none.</param>
internal sealed record Round(
    int Calls, double Seconds, double P50, double P90, double P99, double CpuSeconds, long AllocatedBytes, Traffic? Traffic)
{
    public double CallsPerSecond => Calls / Seconds;
}
