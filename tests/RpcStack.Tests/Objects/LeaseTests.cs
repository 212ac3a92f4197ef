using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Testing;
using RpcStack.Tests.Protocol;
using RpcStack.Transports;

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
    public async Task A_client_that_is_killed_with_ten_thousand_references_frees_them_when_the_lease_runs_out()
    {
        var time = new ManualTime();
        using var link = new SimulatedLink(Transport.Memory);
        RpcConnectionOptions far = With(new ManualTime()) with { Transport = new TransportOptions { Override = link } };
        await using BankPair pair = await BankPair.StartAsync(far, With(time));
        List<IAccount> all = await pair.Stub.AllAsync(10_000).ToListAsync();
        Assert.Equal(10_000, pair.Served.References.Exports.Count);
        // Neither side is told, as where a machine lost its power.
        link.FallSilent();
        time.Advance(Lease - TimeSpan.FromSeconds(1));
        await Task.Delay(1500);
        Assert.DoesNotContain(pair.Bank.Accounts.Values, a => a.Disposals > 0);
        time.Advance(TimeSpan.FromSeconds(2));
        await Eventually.IsTrue(() => pair.Bank.Accounts.Values.All(a => a.Disposals == 1));
        Assert.Empty(pair.Served.References.Exports);
        GC.KeepAlive(all);
    }

    [Fact]
    public async Task A_thousand_clients_renew_with_one_small_frame_each_per_half_lease()
    {
        var time = new ManualTime();
        await using BankPair pair = await BankPair.StartAsync(With(time), With(time));
        RpcClient[] clients = [.. Enumerable.Range(0, 1000).Select(_ => new RpcClient(pair.Server.Endpoints.Single(), With(time)))];
        List<IAccount> held = [];
        foreach (RpcClient client in clients)
            for (int i = 0; i < 3; i++) held.Add(await client.Get<IBank>().OpenAsync($"{i}"));
        RpcConnection[] holders = [.. clients.Select(c => c.Connection!)];
        time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.IsTrue(() => holders.All(h => h.RenewedAt is not null));
        for (int i = 0; i < 3; i++)
        {
            long sent = Sent();
            time.Advance(Lease / 2);
            await Eventually.IsTrue(() => Sent() >= sent + 3000);
            await Task.Delay(1000);
            // RENEW has three octets.
            Assert.Equal(sent + 3000, Sent());
        }

        Assert.All(pair.Bank.Accounts.Values, a => Assert.Equal(0, a.Disposals));
        foreach (RpcClient client in clients) await client.DisposeAsync();
        GC.KeepAlive(held);

        long Sent() => holders.Sum(h => h.Traffic.Sent);
    }

    [Fact]
    public async Task Who_was_suspended_for_longer_than_the_lease_first_reads_what_was_said_meanwhile()
    {
        var time = new ManualTime();
        await using BankPair pair = await BankPair.StartAsync(With(time), With(time));
        await using IAccount account = await pair.Stub.OpenAsync("Ada");
        // Both sides find that it is late at once, and the holder renews.
        time.Advance(5 * Lease);
        await Task.Delay(1500);
        Assert.Equal("Ada", await account.OwnerAsync());
        Assert.Equal(0, pair.Bank.Accounts["Ada"].Disposals);
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
