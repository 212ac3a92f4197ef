using System.Net;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;
using RpcStack.Services.Tests.Files;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Dns.Zones;

/// <summary>What a store keeps in its folder, and what becomes of it after a restart or a crash.</summary>
public sealed class ZoneStoreTests : IDisposable
{
    private static readonly DomainName Origin = DomainName.Parse("x.test");
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private readonly TemporaryFolder _folder = new();

    private string Journal => _folder["x.test.journal"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Updates_are_there_after_a_restart_and_so_is_the_history()
    {
        ZoneStore store = Open(1);
        Assert.False(File.Exists(Journal));
        await UpdateAsync(store, Add("a"));
        await UpdateAsync(store, Add("b"), Add("q", "TXT", "\"= ; \\\"two\\010 lines\\\"\" \"\\000\\255\""));
        string[] before = Show(store);

        store = Open(1);
        Assert.Equal(3u, store.Zones.Single().Serial);
        Assert.Equal(before, Show(store));
        Zone first = Version(1);
        await using DnsServer server = DnsServer.Start(
            AnyPort, store, new DnsServerOptions { AllowTransfer = AccessList.Loopback });
        DnsReply changes = await new DnsClient(server.EndPoint, new DnsClientOptions { IsTcpOnly = true }).SendAsync(new DnsMessage
        {
            Questions = [new DnsQuestion(Origin, DnsRecordType.IXFR)],
            Authorities = [.. first.StartOfAuthority.Records],
        });
        // SOA 3, (SOA 1, SOA 2, a), (SOA 2, SOA 3, b, q), SOA 3
        Assert.Equal(9, changes.Message.Answers.Count);
    }

    [Fact]
    public async Task A_change_that_a_crash_broke_off_is_none_and_the_next_takes_its_place()
    {
        ZoneStore store = Open(1);
        await UpdateAsync(store, Add("a"));
        long size = new FileInfo(Journal).Length;
        await UpdateAsync(store, Add("b"));
        byte[] whole = await File.ReadAllBytesAsync(Journal);
        for (long length = size; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(Journal, whole[..(int)length]);
            Assert.Equal(2u, Open(1).Zones.Single().Serial);
        }

        store = Open(1);
        await UpdateAsync(store, Add("c"));
        Assert.Equal(Show(store), Show(Open(1)));
        Assert.Null(store.Zones.Single().Find(DomainName.Parse("b.x.test").Wire));
    }

    [Fact]
    public async Task A_file_that_is_broken_before_its_end_is_told_with_the_line()
    {
        ZoneStore store = Open(1);
        await UpdateAsync(store, Add("a"));
        await UpdateAsync(store, Add("b"));
        string text = await File.ReadAllTextAsync(Journal);
        int line = text[..text.IndexOf(";changes", StringComparison.Ordinal)].Count(c => c == '\n') + 2;
        await File.WriteAllTextAsync(Journal, text.Replace("+a.x.test", "+A.x.test", StringComparison.Ordinal));
        var broken = Assert.Throws<ZoneFileException>(() => Open(1));
        Assert.Equal($"{Journal}({line},1): the change that begins here is broken", broken.Message);
        await File.WriteAllTextAsync(Journal, text[..20]);
        Assert.Contains("the zone is cut off", Assert.Throws<ZoneFileException>(() => Open(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_newer_serial_wins_over_updates_and_another_does_not()
    {
        ZoneStore store = Open(5);
        await UpdateAsync(store, Add("a"));
        Assert.False(store.Reload(Version(6)));
        Assert.Equal(6u, Open(5).Zones.Single().Serial);
        Assert.NotNull(Open(6).Zones.Single().Find(DomainName.Parse("a.x.test").Wire));
        store = Open(7);
        Assert.Null(store.Zones.Single().Find(DomainName.Parse("a.x.test").Wire));
        Assert.False(File.Exists(Journal));
        await UpdateAsync(store, Add("b"));
        Assert.Equal(8u, Open(7).Zones.Single().Serial);
    }

    [Fact]
    public async Task An_update_that_cannot_be_written_fails_and_changes_nothing()
    {
        ZoneStore store = Open(1);
        Directory.CreateDirectory(Journal);
        Assert.Equal(DnsResponseCode.ServerFailure, (await UpdateAsync(store, Add("a"))).Code);
        Assert.Equal(1u, store.Zones.Single().Serial);
        Directory.Delete(Journal);
        Assert.Equal(DnsResponseCode.NoError, (await UpdateAsync(store, Add("a"))).Code);
    }

    [Fact]
    public async Task A_journal_that_outgrows_its_zone_is_written_anew()
    {
        ZoneStore store = Open(1);
        string text = string.Join(' ', Enumerable.Repeat($"\"{new string('x', 250)}\"", 200));
        for (int i = 0; i < 8; i++) await UpdateAsync(store, Remove("big"), Add("big", "TXT", $"\"{i}\" {text}"));
        Assert.InRange(new FileInfo(Journal).Length, 0, 500_000);
        Assert.Equal(Show(store), Show(Open(1)));
    }

    [Fact]
    public async Task A_copied_zone_is_served_after_a_restart_without_its_server_until_it_expires()
    {
        IPEndPoint primary;
        var copies = ZoneStore.Open(_folder.Path);
        await using (DnsServer server = Primary(Version(1)))
        {
            primary = server.EndPoint;
            await using DnsServer secondary = Secondary(copies, primary);
            await Eventually.IsTrue(() => copies.Zones.Count == 1, "The zone did not come.");
        }

        copies = ZoneStore.Open(_folder.Path);
        await using (DnsServer again = Secondary(copies, primary))
            await Eventually.IsTrue(() => Ask(copies) == DnsResponseCode.NoError, "The copy is not served.");

        // The zone expires after a day.
        File.SetLastWriteTimeUtc(Journal, DateTime.UtcNow.AddDays(-2));
        copies = ZoneStore.Open(_folder.Path);
        await using (DnsServer late = Secondary(copies, primary))
        {
            await Eventually.IsTrue(() => Ask(copies) == DnsResponseCode.ServerFailure, "The copy does not expire.");
        }
    }

    [Fact]
    public async Task A_copied_zone_that_expires_or_never_came_is_answered_with_SERVFAIL_and_comes_back()
    {
        var time = new ManualTime();
        var copies = new ZoneStore();
        DnsServer server = Primary(Version(1));
        IPEndPoint primary = server.EndPoint;
        await server.DisposeAsync();
        using var stopping = new CancellationTokenSource();
        var secondary = new SecondaryZone(Origin, primary);
        Task running = secondary.RunAsync(copies, time, stopping.Token);
        await Eventually.IsTrue(() => secondary.Failure is not null, "The server is there.");
        Assert.Equal(DnsResponseCode.ServerFailure, Ask(copies));

        server = Primary(Version(1), primary);
        secondary.RefreshSoon();
        await Eventually.IsTrue(() => Ask(copies) == DnsResponseCode.NoError, "The zone did not come.");
        await server.DisposeAsync();
        await Eventually.IsTrue(() => time.HasTimer, "It does not wait.");
        time.Advance(TimeSpan.FromDays(2));
        await Eventually.IsTrue(() => Ask(copies) == DnsResponseCode.ServerFailure, "The zone does not expire.");
        Assert.Empty(copies.Zones);

        server = Primary(Version(1), primary);
        secondary.RefreshSoon();
        await Eventually.IsTrue(() => Ask(copies) == DnsResponseCode.NoError, "The zone did not come back.");
        await server.DisposeAsync();
        await stopping.CancelAsync();
        await running;
    }

    private static DnsServer Primary(Zone zone, IPEndPoint? at = null) => DnsServer.Start(
        at ?? AnyPort, new ZoneStore(zone), new DnsServerOptions { AllowTransfer = AccessList.Loopback });

    private static DnsServer Secondary(ZoneStore copies, IPEndPoint primary) => DnsServer.Start(
        AnyPort, copies, new DnsServerOptions { Secondaries = [new SecondaryZone(Origin, primary)] });

    private static DnsResponseCode Ask(ZoneStore store)
    {
        var answer = new ZoneAnswer();
        store.Lookup(DomainName.Parse("ns.x.test").Wire, DnsRecordType.A, answer);
        return answer.Code;
    }

    private ZoneStore Open(uint serial) => ZoneStore.Open(_folder.Path, Version(serial));

    private static Zone Version(uint serial) => ZoneFile.Parse(
        $"$ORIGIN x.test.\n$TTL 60\n@ SOA ns host {serial} 3600 900 86400 60\n@ NS ns\nns A 127.0.0.1\n", "zone.db");

    private static string[] Show(ZoneStore store) =>
        [.. store.Zones.Single().RecordSets.SelectMany(set => set.Records).Select(record => record.ToString()).Order()];

    private static ResourceRecord Add(string name, string type = "A", string data = "192.0.2.1") =>
        ResourceRecord.Parse($"{name}.x.test. 60 IN {type} {data}");

    private static ResourceRecord Remove(string name) => new(
        DomainName.Parse($"{name}.x.test"), DnsClass.Any, 0, RecordData.FromOctets(DnsRecordType.ANY, []));

    private static async Task<DnsMessage> UpdateAsync(ZoneStore store, params ResourceRecord[] changes)
    {
        await using DnsServer server = DnsServer.Start(
            AnyPort, store, new DnsServerOptions { AllowUpdate = AccessList.Loopback, MaxQuerySize = DnsMessage.MaxSize });
        var client = new DnsClient(server.EndPoint, new DnsClientOptions { IsTcpOnly = true });
        return (await client.SendAsync(new DnsMessage
        {
            Opcode = DnsOpcode.Update,
            Questions = [new DnsQuestion(Origin, DnsRecordType.SOA)],
            Authorities = changes,
        })).Message;
    }
}
