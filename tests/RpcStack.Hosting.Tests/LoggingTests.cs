using Microsoft.Extensions.Logging;
using RpcStack.Tests;

namespace RpcStack.Hosting.Tests;

public sealed class LoggingTests
{
    [Fact]
    public async Task The_servers_life_and_its_connections_are_logged()
    {
        RecordingLog log;
        await using (TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>()))
        {
            log = host.Log;
            await host.Get<ITeller>().WhoAsync();
            Assert.Equal($"Listening on {host.Endpoint}", Assert.Single(log.Of<RpcServer>(1)).Text);
        }

        Assert.StartsWith("Connected with 127.0.0.1:", Assert.Single(log.Of<RpcServer>(10)).Text, StringComparison.Ordinal);
        Assert.StartsWith("Connected with 127.0.0.1:", Assert.Single(log.Of<RpcClient>(10)).Text, StringComparison.Ordinal);
        await Eventually.IsTrue(() => log.Of<RpcServer>(11).Any() && log.Of<RpcClient>(11).Any(), "A connection's end was not logged.");
        Assert.Matches(
            @"^The connection with 127\.0\.0\.1:\d+ is closed; [1-9]\d* octets sent, [1-9]\d* received: .*\.$",
            log.Of<RpcClient>(11).Single().Text);
        Assert.Single(log.Of<RpcServer>(2));
        Assert.Single(log.Of<RpcServer>(3));
    }

    [Theory]
    [InlineData("fault", 21, LogLevel.Debug)]
    [InlineData("status", 21, LogLevel.Debug)]
    [InlineData("surprise", 22, LogLevel.Error)]
    public async Task A_call_that_fails_is_logged_loudly_where_its_contract_did_not_say_so(string how, int id, LogLevel level)
    {
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>());

        await Assert.ThrowsAnyAsync<Exception>(async () => await host.Get<ITeller>().FailAsync(how));

        await Eventually.IsTrue(() => host.Log.Of<RpcServer>(id).Any(), "The call was not logged.");
        RecordingLog.Entry entry = Assert.Single(host.Log.Of<RpcServer>(id));
        Assert.Equal(level, entry.Level);
        Assert.Contains("RpcStack.Hosting.Tests.Teller.Fail", entry.Text, StringComparison.Ordinal);
        Assert.Equal(id == 22, entry.Error is InvalidTimeZoneException);
    }
}
