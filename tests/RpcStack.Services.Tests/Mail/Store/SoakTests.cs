using RpcStack.MailSoak;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Mail.Store;

/// <summary>The short form of eng/mail-soak.</summary>
[Collection(nameof(Alone))]
public sealed class SoakTests
{
    [Fact]
    public async Task A_host_that_is_killed_again_and_again_neither_loses_nor_doubles_mail()
    {
        MailSoakReport report = await new MailSoakRun(kills: 10, seed: 20261120).RunAsync();
        Assert.True(report.Faults.Count == 0, report.ToString());
        Assert.InRange(report.Delivered, 1, int.MaxValue);
        Assert.InRange(report.Relayed, 1, int.MaxValue);
        Assert.InRange(report.Returned, 1, int.MaxValue);
    }
}
