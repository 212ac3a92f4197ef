using System.Diagnostics;
using System.Globalization;
using RpcStack.Benchmarks.Contracts;
using RpcStack.Benchmarks.Reports;
using RpcStack.Grpc;

namespace RpcStack.Benchmarks.Grpc;

/// <summary>Unary calls over gRPC: our binding, C++ and Python, with themselves and with ours on the other side.</summary>
internal static class GrpcComparison
{
    private const string Own = "RpcStack.Grpc";

    public static async Task RunAsync(Settings settings, Report report)
    {
        IReadOnlyDictionary<string, string[]> peers = await new GrpcPeers().BuildAsync(report.Say).ConfigureAwait(false);
        (string Client, string Server)[] pairs =
        [
            (Own, Own),
            .. peers.Keys.Select(peer => (peer, peer)),
            .. peers.Keys.Where(peer => peer == "C++").SelectMany(peer => new[] { (Own, peer), (peer, Own) }),
        ];
        foreach (int outstanding in (int[])[1, 64])
        {
            var rows = new List<(string, double[])>();
            foreach ((string client, string server) in pairs)
            {
                using GrpcServer process = await GrpcServer.StartAsync(peers.GetValueOrDefault(server)).ConfigureAwait(false);
                double[] figures = await MeasureAsync(settings, peers.GetValueOrDefault(client), process.Port, outstanding).ConfigureAwait(false);
                rows.Add(($"{client} calls {server}", figures));
            }

            report.Add($"gRPC, {{int32, 32 characters}}, {outstanding} outstanding", ["calls/s", "p50 us", "p99 us"], rows);
        }
    }

    // Each in one go: a client's process starts anew, and works for a while before it counts.
    private static async Task<double[]> MeasureAsync(Settings settings, string[]? peer, string port, int outstanding)
    {
        if (peer is not null)
        {
            await RunPeerAsync(peer, port, outstanding, settings.Warmup).ConfigureAwait(false);
            return await RunPeerAsync(peer, port, outstanding, settings.Turn * settings.Rounds).ConfigureAwait(false);
        }

        await using var channel = new GrpcRpcChannel($"grpc://127.0.0.1:{port}");
        IEcho echo = channel.Get<IEcho>(GrpcServer.Service);
        await RunAsync(echo, outstanding, settings.Warmup * 2).ConfigureAwait(false);
        return await RunAsync(echo, outstanding, settings.Turn * settings.Rounds).ConfigureAwait(false);
    }

    private static async Task<double[]> RunAsync(IEcho echo, int outstanding, TimeSpan time)
    {
        var times = new List<double>[outstanding];
        long begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, outstanding).Select(async i =>
        {
            List<double> own = times[i] = new(1 << 16);
            for (long last = begun; Stopwatch.GetElapsedTime(begun) < time;)
            {
                Sample answer = await echo.EchoAsync(Sample.Default).ConfigureAwait(false);
                if (answer.Number != Sample.Default.Number) throw new InvalidOperationException("Not what was sent.");
                long now = Stopwatch.GetTimestamp();
                own.Add(Stopwatch.GetElapsedTime(last, now).TotalMicroseconds);
                last = now;
            }
        })).ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        double[] all = [.. times.SelectMany(own => own).Order()];
        return [all.Length / seconds, all[all.Length / 2], all[all.Length * 99L / 100]];
    }

    private static async Task<double[]> RunPeerAsync(string[] peer, string port, int outstanding, TimeSpan time)
    {
        string[] arguments = [.. peer[1..], "client", port, $"{outstanding}", time.TotalSeconds.ToString(CultureInfo.InvariantCulture)];
        using Process process = Process.Start(new ProcessStartInfo(peer[0], arguments) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        double[] figures = [.. output.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        return [figures[0] / figures[1], figures[2], figures[3]];
    }
}
