using System.Globalization;
using RpcStack.Benchmarks.Contracts;
using RpcStack.Benchmarks.Processes;
using RpcStack.Benchmarks.Reports;

namespace RpcStack.Benchmarks.Scale;

/// <summary>What connections cost on which nothing happens, after each has made one call.</summary>
internal static class IdleConnections
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(Settings settings, Report report)
    {
        int count = Math.Min(settings.Connections, MaxDescriptors - 200);
        if (count < settings.Connections)
            report.Say($"The limit of descriptors (ulimit -Hn) allows {count} connections, not {settings.Connections}.");
        using ServerProcess server = await ServerProcess.StartAsync(null).ConfigureAwait(false);
        var clients = new List<RpcClient>();
        // What the first connections cost is the stack itself.
        await ConnectAsync(clients, 50, server).ConfigureAwait(false);
        Usage serverBefore = await server.UseAsync(collects: true).ConfigureAwait(false), clientBefore = Usage.Take(true);
        await ConnectAsync(clients, count, server).ConfigureAwait(false);
        await Task.Delay(Rest).ConfigureAwait(false);
        Usage serverAfter = await server.UseAsync(collects: true).ConfigureAwait(false), clientAfter = Usage.Take(true);
        await Task.Delay(Rest).ConfigureAwait(false);
        Usage serverIdle = (await server.UseAsync().ConfigureAwait(false)).Since(serverAfter);
        Usage clientIdle = Usage.Take().Since(clientAfter);
        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"{count:N0} idle connections"),
            ["heap B each", "working set B each", "CPU % while idle"],
            [
                ("server", Row(serverAfter.Since(serverBefore), serverIdle, count)),
                ("client", Row(clientAfter.Since(clientBefore), clientIdle, count)),
            ]);
        await Task.WhenAll(clients.Select(c => c.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    private static double[] Row(Usage grown, Usage idle, int count) =>
    [
        (double)grown.Heap / count,
        (double)grown.WorkingSet / count,
        idle.Processor / Rest * 100,
    ];

    private static async Task ConnectAsync(List<RpcClient> clients, int count, ServerProcess server)
    {
        for (int i = 0; i < count; i++)
        {
            var client = new RpcClient(server.Endpoint);
            clients.Add(client);
            await client.Get<IEcho>().EchoAsync(Sample.Default).ConfigureAwait(false);
        }
    }

    /// <summary>Both ends' processes have this limit; .NET raises its soft limit to the hard one by itself.</summary>
    private static int MaxDescriptors
    {
        get
        {
            const string Name = "Max open files";
            const int Column = 26;
            if (!File.Exists("/proc/self/limits")) return int.MaxValue;
            string line = File.ReadLines("/proc/self/limits").First(l => l.StartsWith(Name, StringComparison.Ordinal));
            string soft = line[Column..].TrimStart().Split(' ')[0];
            return int.TryParse(soft, CultureInfo.InvariantCulture, out int limit) ? limit : int.MaxValue;
        }
    }
}
