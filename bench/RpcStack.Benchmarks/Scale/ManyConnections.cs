using System.Diagnostics;
using RpcStack.Benchmarks.Contracts;
using RpcStack.Benchmarks.Processes;
using RpcStack.Benchmarks.Reports;

namespace RpcStack.Benchmarks.Scale;

/// <summary>Calls a second over more and more connections, with one caller on each.</summary>
internal static class ManyConnections
{
    private static readonly int[] Counts = [1, 100, 1000];

    public static async Task RunAsync(Settings settings, Report report)
    {
        using ServerProcess server = await ServerProcess.StartAsync(null).ConfigureAwait(false);
        var rows = new List<(string, double[])>();
        foreach (int count in Counts)
        {
            var clients = Enumerable.Range(0, count).Select(_ => new RpcClient(server.Endpoint)).ToList();
            await CallAsync(clients, settings.Warmup).ConfigureAwait(false);
            var rounds = new List<double>();
            for (int round = 0; round < settings.Rounds; round++)
                rounds.Add(await CallAsync(clients, settings.Turn).ConfigureAwait(false));
            foreach (RpcClient client in clients) await client.DisposeAsync().ConfigureAwait(false);
            var spread = Spread.Of(rounds);
            rows.Add(($"{count} connections", [spread.Median, spread.Min, spread.Max]));
        }

        report.Add("One caller on each connection", ["calls/s", "min", "max"], rows);
    }

    private static async Task<double> CallAsync(List<RpcClient> clients, TimeSpan time)
    {
        long begun = Stopwatch.GetTimestamp();
        long[] calls = await Task.WhenAll(clients.Select(c => CallAsync(c.Get<IEcho>(), begun, time))).ConfigureAwait(false);
        return calls.Sum() / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<long> CallAsync(IEcho echo, long begun, TimeSpan time)
    {
        long calls = 0;
        for (; Stopwatch.GetElapsedTime(begun) < time; calls++)
            await echo.EchoAsync(Sample.Default).ConfigureAwait(false);
        return calls;
    }
}
