using System.Diagnostics;
using System.Globalization;

namespace RpcStack.Benchmarks.Processes;

/// <summary>What a process has used so far.</summary>
/// <param name="Processor">Processor time, of all its threads.</param>
/// <param name="Allocated">Octets allocated on the managed heap.</param>
/// <param name="Heap">Octets alive on the managed heap after a collection; 0 where none was asked for.</param>
/// <param name="WorkingSet">Octets of memory that it occupies.</param>
internal readonly record struct Usage(TimeSpan Processor, long Allocated, long Heap, long WorkingSet)
{
    public static Usage Take(bool collects = false)
    {
        long heap = collects ? GC.GetTotalMemory(forceFullCollection: true) : 0;
        using var self = Process.GetCurrentProcess();
        return new(self.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true), heap, self.WorkingSet64);
    }

    public static Usage Parse(string line)
    {
        long[] parts = [.. line.Split(' ').Select(p => long.Parse(p, CultureInfo.InvariantCulture))];
        return new(new TimeSpan(parts[0]), parts[1], parts[2], parts[3]);
    }

    /// <summary>What was used since.</summary>
    public Usage Since(Usage before) => new(
        Processor - before.Processor, Allocated - before.Allocated, Heap - before.Heap, WorkingSet - before.WorkingSet);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Processor.Ticks} {Allocated} {Heap} {WorkingSet}");
}
