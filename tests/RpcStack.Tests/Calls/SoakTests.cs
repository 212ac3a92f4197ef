using RpcStack.Tests.Soak;

namespace RpcStack.Tests.Calls;

/// <summary>The short form of eng/soak.</summary>
[Collection(nameof(Alone))]
public sealed class SoakTests
{
    private const long Slack = 8 << 20;

    [Fact]
    public async Task Mixed_calls_over_links_that_are_cut_are_neither_lost_nor_doubled_and_leave_no_memory()
    {
        SoakReport report = await new SoakRun(TimeSpan.FromSeconds(30), callers: 100, seed: 20261120).RunAsync();
        Assert.True(report.Faults.Count == 0, report.ToString());
        Assert.InRange(report.Answered, 1000, long.MaxValue);
        Assert.InRange(report.Cuts, 10, long.MaxValue);
        Assert.True(report.Memory.End - report.Memory.Warm < Slack, report.ToString());
    }

    [Fact]
    public async Task A_reader_that_stops_for_a_while_stops_its_writer_and_loses_nothing()
    {
        StallReport report = await new StalledReader().RunAsync(TimeSpan.FromSeconds(3));
        Assert.True(report.IsSound, report.ToString());
    }
}
