using System.Globalization;
using RpcStack.Cli.Comparison;

namespace RpcStack.Cli.Output;

/// <summary>Says in sentences what the numbers say, whichever way they fell.</summary>
internal static class ComparisonFindings
{
    /// <summary>Ratios nearer to one than this are what a busy machine does by itself.</summary>
    private const double Noise = 1.15;

    public static string Describe(IReadOnlyList<StackResult> results)
    {
        StackResult floor = results[0];
        StackResult sockets = results.First(result => result.Stack.Title == "sockets");
        StackResult rpc = results.First(result => result.Stack.Title == "RPC");
        return Text($"""
            What to see: the lookup itself takes {floor.P50.Median:0.0} µs, over sockets {sockets.P50.Median:0} µs
            and over RPC {rpc.P50.Median:0} µs. The rest is the way there and back: through the kernel, and from
            thread to thread. RPC {Speed(sockets, rpc)}{Size(sockets, rpc)}, and is written in
            {rpc.Stack.CodeLines} lines instead of {sockets.Stack.CodeLines}. It keeps one connection open, where
            a DNS client takes a new socket for each lookup so that its port is hard to guess.
            """);
    }

    private static string Speed(StackResult sockets, StackResult rpc)
    {
        double ratio = rpc.CallsPerSecond.Median / sockets.CallsPerSecond.Median;
        return ratio > Noise ? Text($"makes {ratio:0.0} times as many calls a second")
            : ratio < 1 / Noise ? Text($"makes only {ratio:0.00} times as many calls a second")
            : "is as fast";
    }

    private static string Size(StackResult sockets, StackResult rpc)
    {
        double? ratio = Bytes(rpc) / Bytes(sockets);
        return ratio is { } known ? Text($", moves {known:0.0} times the bytes") : "";
    }

    private static double? Bytes(StackResult result) => result.BytesUpPerCall + result.BytesDownPerCall;

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace('\n', ' ');
}
