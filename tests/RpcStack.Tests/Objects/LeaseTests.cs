using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Tests.Protocol;

namespace RpcStack.Tests.Objects;

/// <summary>References live on a lease, on a clock that the test drives.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_holder_that_says_nothing_loses_its_references_when_the_lease_runs_out()
    {
        var time = new ManualTime();
        // The client's clock stands, so it never thinks of renewing again.
        await using BankPair pair = await BankPair.StartAsync(With(new ManualTime()), With(time));
        IAccount account = await pair.Stub.OpenAsync("Ada");
        Account own = pair.Bank.Accounts["Ada"];
        await Eventually.IsTrue(() => pair.Served.References.Exports.Count == 1);
        await Eventually.IsTrue(() =>
        {
            time.Advance(Lease / 4);
            return own.Disposals == 1;
        });
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await account.OwnerAsync());
        Assert.Contains("the lease on 1 references ran out", error.Message);
        Assert.Equal("RpcStack.Tests.Objects.Account", error.DeadReference!.Contract);
        // The connection stands, and what is asked for anew is there.
        Assert.Equal("Bob", await (await pair.Stub.OpenAsync("Bob")).OwnerAsync());
        await account.DisposeAsync();
        Assert.Equal("Bob", await (await pair.Stub.OpenAsync("Bob")).OwnerAsync());
    }

    [Fact]
    public async Task A_holder_renews_every_half_lease_and_keeps_what_it_holds()
    {
        var time = new ManualTime();
        await using BankPair pair = await BankPair.StartAsync(With(time), With(time));
        await using IAccount account = await pair.Stub.OpenAsync("Ada");
        RpcConnection holder = pair.Client.Connection!;
        await Eventually.IsTrue(() => holder.RenewedAt is not null);
        for (int i = 0; i < 10; i++)
        {
            DateTimeOffset before = holder.RenewedAt!.Value;
            long sent = holder.Traffic.Sent;
            time.Advance(Lease / 2);
            await Eventually.IsTrue(() => holder.RenewedAt > before);
            await Eventually.IsTrue(() => holder.Traffic.Sent > sent);
            Assert.Equal(3, holder.Traffic.Sent - sent);
            // A round trip, so that the server has read the RENEW before time goes on.
            await pair.Stub.FindAsync("nobody");
        }

        Assert.Equal("Ada", await account.OwnerAsync());
        Assert.Equal(0, pair.Bank.Accounts["Ada"].Disposals);
    }

    [Fact]
    public async Task The_holder_goes_by_the_owners_lease()
    {
        var time = new ManualTime();
        RpcConnectionOptions brief = With(time) with { Lease = TimeSpan.FromSeconds(2) };
        await using BankPair pair = await BankPair.StartAsync(With(time), brief);
        await using IAccount account = await pair.Stub.OpenAsync("Ada");
        RpcConnection holder = pair.Client.Connection!;
        await Eventually.IsTrue(() => holder.RenewedAt is not null);
        for (int i = 0; i < 5; i++)
        {
            DateTimeOffset before = holder.RenewedAt!.Value;
            time.Advance(TimeSpan.FromSeconds(1));
            await Eventually.IsTrue(() => holder.RenewedAt > before);
            await pair.Stub.FindAsync("nobody");
        }

        Assert.Equal("Ada", await account.OwnerAsync());
    }

    [Fact]
    public void A_lease_of_its_own_stands_at_the_end_of_HELLO()
    {
        var hello = new Hello(1, 1000, 10, 100, 0, [], 7) { Lease = 2000 };
        byte[] frame = RawPeer.Frame(hello.Write);
        Assert.Equal([0xD0, 0x0F], frame[^2..]);
        Assert.Equal(2000, Hello.Read(frame.AsSpan(3)).Lease);
        byte[] usual = RawPeer.Frame((hello with { Lease = Hello.UsualLease }).Write);
        Assert.Equal(frame.Length - 2, usual.Length);
        Assert.Equal(Hello.UsualLease, Hello.Read(usual.AsSpan(3)).Lease);
    }

    private static RpcConnectionOptions With(ManualTime time) => new()
    {
        Time = time,
        KeepAliveInterval = TimeSpan.Zero,
        IdleTimeout = TimeSpan.Zero,
        DefaultDeadline = Timeout.InfiniteTimeSpan,
        Lease = Lease,
    };
}
