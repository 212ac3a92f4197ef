using RpcStack.Benchmarks.Processes;

namespace RpcStack.Benchmarks.Workloads;

/// <summary>One turn of one contender, with what it cost both processes.</summary>
internal sealed record Turn(Work Work, Usage Client, Usage Server)
{
    public double CallsPerSecond => Work.Calls / Work.Time.TotalSeconds;

    /// <summary>Seconds of processor time, of both processes, for a million calls.</summary>
    public double ProcessorPerMillion => (Client.Processor + Server.Processor).TotalSeconds * 1e6 / Work.Calls;

    public static async Task<Turn> TakeAsync(Contender contender, Workload workload, TimeSpan time, ServerProcess server)
    {
        Usage serverBefore = await server.UseAsync().ConfigureAwait(false);
        Usage clientBefore = Usage.Take();
        Work work = await contender.RunAsync(workload, time).ConfigureAwait(false);
        Usage clientAfter = Usage.Take();
        Usage serverAfter = await server.UseAsync().ConfigureAwait(false);
        return new Turn(work, clientAfter.Since(clientBefore), serverAfter.Since(serverBefore));
    }
}
