using System.Globalization;
using RpcStack.Cli.Comparison;

namespace RpcStack.Cli.Output;

/// <summary>Says in sentences what the numbers say, whichever way they fell.</summary>
internal static class ComparisonFindings
{
    /// <summary>Ratios nearer to one than this are within what a busy machine does by itself.</summary>
    private const double Noise = 1.15;

    public static string Describe(IReadOnlyList<StackResult> results)
    {
        (StackResult floor, StackResult sockets, StackResult rpc) = (results[0], results[1], results[2]);
        string way = string.Create(
            CultureInfo.InvariantCulture,
            $"The lookup itself takes {floor.P50.Median:0.0} µs; the way there and back takes the rest, {sockets.P50.Median / floor.P50.Median:N0} times as long over sockets and {rpc.P50.Median / floor.P50.Median:N0} times over RPC.");
        return $"{way} {Compare(sockets, rpc)}";
    }

    private static string Compare(StackResult sockets, StackResult rpc)
    {
        double ratio = rpc.CallsPerSecond.Median / sockets.CallsPerSecond.Median;
        string speed = ratio > Noise ? string.Create(CultureInfo.InvariantCulture, $"makes {ratio:0.0} times as many calls")
            : ratio < 1 / Noise ? string.Create(CultureInfo.InvariantCulture, $"makes {1 / ratio:0.0} times fewer calls")
            : "is as fast";
        double? bytes = (rpc.BytesUpPerCall + rpc.BytesDownPerCall) / (sockets.BytesUpPerCall + sockets.BytesDownPerCall);
        string size = bytes is { } times ? string.Create(CultureInfo.InvariantCulture, $", moves {times:0.0} times the bytes") : "";
        return $"RPC {speed}{size}, and is written in {rpc.Stack.CodeLines} lines instead of {sockets.Stack.CodeLines}: "
            + "one connection that stays open, and code that the compiler wrote.";
    }
}
