using System.Net;
using System.Runtime.CompilerServices;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns;

/// <summary>The example of docs/dns.md, compiled and run.</summary>
public sealed class LibraryExampleTests
{
    private const string Begin = "        // <example>\n";
    private const string End = "        // </example>\n";

    [Fact]
    public async Task The_example_does_what_it_says()
    {
        TsigKey key = TsigKey.Parse("hmac-sha256:example.key:c2VjcmV0IG9mIGEgdGVzdA==");
        var store = new ZoneStore(
            ZoneFile.Parse(". 60 SOA a.root. host.root. 1 2 3 4 60\n. 60 NS a.root.\na.root. 60 A 127.0.0.45\nuni.test. 60 NS a.root.\n", "root"),
            ZoneFile.Parse("$ORIGIN uni.test.\n$TTL 60\n@ SOA ns host 7 2 3 4 60\n@ NS a.root.\n@ MX 10 mail\n", "uni"));
        await using DnsServer running = DnsServer.Start(
            new IPEndPoint(IPAddress.Parse("127.0.0.45"), 0),
            store,
            new DnsServerOptions
            {
                Keys = [key],
                AllowTransfer = AccessList.Parse("key:example.key"),
                AllowUpdate = AccessList.Parse("key:example.key"),
            });
        IPEndPoint server = running.EndPoint;
        var options = new DnsResolverOptions { RootServers = [server.Address], Port = server.Port };

        // <example>
        // A lookup, from the root down, with a cache; GetHostByNameAsync and the like are in Hosts.
        var resolver = new DnsResolver(options);
        DnsAnswer mail = await resolver.LookupAsync("uni.test", DnsRecordType.MX);

        // One question to one server, and all that it replied.
        var client = new DnsClient(server, new DnsClientOptions { Key = key });
        DnsReply reply = await client.AskAsync(new DnsQuestion(DomainName.Parse("uni.test"), DnsRecordType.SOA));
        DnsMessage message = DnsMessage.Parse(reply.Message.ToArray());

        // A zone from a file, and one copied from its server, whole and then only what has changed.
        DomainName origin = DomainName.Parse("uni.test");
        Zone written = ZoneFile.Parse("uni.test. 60 SOA ns.uni.test. host.uni.test. 1 2 3 4 60\nuni.test. 60 NS ns.uni.test.\n", "uni.zone");
        Zone zone = await ZoneTransfer.FetchAsync(server, origin, key: key);

        // A change, if nobody has made it before.
        ResourceRecord record = ResourceRecord.Parse("new.uni.test. 300 IN A 192.0.2.9");
        DnsUpdate update = new DnsUpdate(origin).RequireNone(record.Name).Add(record);
        DnsReply done = await client.SendAsync(update.ToMessage());
        zone = await ZoneTransfer.FetchAsync(server, origin, zone, key);
        RecordSet? added = zone.Find(record.Name, DnsRecordType.A);
        // </example>

        Assert.Equal("10 mail.uni.test.", Assert.Single(mail.Answers).Data);
        Assert.Equal(reply.Message.Answers, message.Answers);
        Assert.Equal(1u, written.Serial);
        Assert.Equal(DnsResponseCode.NoError, done.Message.Code);
        Assert.Equal(8u, zone.Serial);
        Assert.Equal("192.0.2.9", Assert.Single(added!.Data).ToString());
        DnsReply again = await client.SendAsync(update.ToMessage());
        Assert.Equal("YXDOMAIN", again.Message.Code.ToText());
        await client.SendAsync(new DnsUpdate(origin).Require(record.Name).Remove(record with { TimeToLive = 9 }).ToMessage());
        Assert.Null(store.Zones.Single(z => z.Serial == 9).Find(record.Name, DnsRecordType.A));
    }

    [Fact]
    public void The_page_shows_it_as_it_is()
    {
        string source = File.ReadAllText(PathOf());
        int start = source.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        string example = source[start..source.IndexOf(End, StringComparison.Ordinal)];
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(PathOf())!, "../../../docs/dns.md"));
        string shown = string.Join('\n', example.Split('\n').Select(line => line.Length > 8 ? line[8..] : line.Trim()));
        Assert.Contains($"```csharp\n{shown}```\n", page, StringComparison.Ordinal);
    }

    private static string PathOf([CallerFilePath] string path = "") => path;
}
