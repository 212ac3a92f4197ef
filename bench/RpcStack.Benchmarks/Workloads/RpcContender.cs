using System.Diagnostics;
using RpcStack.Benchmarks.Contracts;
using RpcStack.Protocol;

namespace RpcStack.Benchmarks.Workloads;

/// <summary>RpcStack: a client as anybody writes it, on one connection, with as many callers as calls are outstanding.</summary>
internal sealed class RpcContender(string name, string endpoint, RpcConnectionOptions options) : Contender(name)
{
    private readonly byte[] _bytes = new byte[16 << 10];

    public override async ValueTask<Work> RunAsync(Workload workload, TimeSpan time)
    {
        await using var client = new RpcClient(endpoint, options);
        IEcho echo = client.Get<IEcho>();
        // The first call opens the connection and resolves the name; what it moves is not counted.
        await echo.EchoAsync(Sample.Default).ConfigureAwait(false);
        RpcConnection connection = client.Connection!;
        (long sentBefore, long receivedBefore) = connection.Traffic;
        Work work = workload.IsDownload
            ? await DownloadAsync(echo, workload).ConfigureAwait(false)
            : await CallAsync(echo, workload, time).ConfigureAwait(false);
        (long sent, long received) = connection.Traffic;
        return work with
        {
            Sent = (double)(sent - sentBefore) / work.Calls,
            Received = (double)(received - receivedBefore) / work.Calls,
        };
    }

    private async Task<Work> CallAsync(IEcho echo, Workload workload, TimeSpan time)
    {
        using var meter = new Meter(time, workload.IsLatency);
        var callers = new Task[workload.Outstanding];
        for (int i = 0; i < callers.Length; i++)
            callers[i] = workload.IsBytes ? CallBytesAsync(echo, meter)
                : workload.IsLatency ? CallInTurnAsync(echo, meter)
                : CallAsync(echo, meter);
        await Task.WhenAll(callers).ConfigureAwait(false);
        return meter.Done(0, 0);
    }

    private static async Task CallInTurnAsync(IEcho echo, Meter meter)
    {
        while (!meter.IsOver)
        {
            Check(await echo.EchoAsync(Sample.Default).ConfigureAwait(false));
            meter.Count(1);
        }
    }

    private static async Task CallAsync(IEcho echo, Meter meter)
    {
        int calls = 0;
        for (; !meter.IsOver; calls++) Check(await echo.EchoAsync(Sample.Default).ConfigureAwait(false));
        meter.Count(calls);
    }

    private async Task CallBytesAsync(IEcho echo, Meter meter)
    {
        int calls = 0;
        for (; !meter.IsOver; calls++)
        {
            byte[] response = await echo.EchoBytesAsync(_bytes).ConfigureAwait(false);
            if (response.Length != _bytes.Length) throw new InvalidOperationException("Not what was sent.");
        }

        meter.Count(calls);
    }

    private static void Check(Sample response)
    {
        if (response.Number != Sample.Default.Number) throw new InvalidOperationException("Not what was sent.");
    }

    private static async Task<Work> DownloadAsync(IEcho echo, Workload workload)
    {
        long begun = Stopwatch.GetTimestamp();
        long octets = 0;
        await foreach (byte[] item in echo.DownloadAsync(workload.Items, workload.Size).ConfigureAwait(false))
            octets += item.Length;
        if (octets != (long)workload.Items * workload.Size) throw new InvalidOperationException("Not what was asked for.");
        return new Work(workload.Items, Stopwatch.GetElapsedTime(begun), null, null, 0, 0);
    }
}
