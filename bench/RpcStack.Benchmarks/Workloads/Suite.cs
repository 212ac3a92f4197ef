using RpcStack.Benchmarks.Processes;
using RpcStack.Benchmarks.Raw;
using RpcStack.Benchmarks.Reports;
using RpcStack.Protocol;
using RpcStack.Transports;

namespace RpcStack.Benchmarks.Workloads;

/// <summary>Runs workloads: each contender in turn, round after round, so that what disturbs the machine disturbs all.</summary>
internal sealed class Suite(Settings settings, ServerProcess server, string placement, Report report)
{
    public async Task RunAsync()
    {
        foreach (Workload workload in settings.Workloads)
        {
            var turns = Contenders(workload)
                .Where(c => (settings.Only ?? c.Name) == c.Name)
                .ToDictionary(c => c, _ => new List<Turn>());
            try
            {
                foreach (Contender contender in turns.Keys) await WarmUpAsync(contender, workload).ConfigureAwait(false);
                for (int round = 0; round < settings.Rounds; round++)
                {
                    foreach ((Contender contender, List<Turn> taken) in turns)
                        taken.Add(await Turn.TakeAsync(contender, workload, settings.Turn, server).ConfigureAwait(false));
                }

                report.Add(workload, placement, turns.Select(t => Figures.Of(workload, placement, t.Key.Name, t.Value)));
            }
            catch (RpcException error) when (error.Status is RpcStatus.Unimplemented)
            {
                report.Say($"{workload.Name}: {error.Message}");
            }
        }
    }

    private IEnumerable<Contender> Contenders(Workload workload)
    {
        yield return new RawContender(Figures.Baseline, server.RawPort, together: true);
        if (workload.Outstanding > 1) yield return new RawContender("raw, a send a frame", server.RawPort, together: false);
        if (!workload.IsDownload) yield return new MarshallingContender("raw, marshalled", server.RawPort);
        foreach (ReadSide side in settings.ReadSides)
        {
            string name = side is ReadSide.Asynchronous ? "rpc" : $"rpc, {side}";
            yield return new RpcContender(name, server.Endpoints[side], new RpcConnectionOptions { ReadSide = side });
        }
    }

    private async Task WarmUpAsync(Contender contender, Workload workload)
    {
        // Tiered compilation takes its time; what is measured is what comes after.
        await contender.RunAsync(workload, settings.Warmup).ConfigureAwait(false);
        await contender.RunAsync(workload, settings.Warmup / 4).ConfigureAwait(false);
    }
}
