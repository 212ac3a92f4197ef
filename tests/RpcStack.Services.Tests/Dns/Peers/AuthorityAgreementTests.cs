using System.Net;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Dns.Peers;

/// <summary>The same zone in our server and in others: to every question the same answer.</summary>
public sealed class AuthorityAgreementTests
{
    private const string Text =
        """
        $ORIGIN x.test.
        $TTL 300
        @        SOA ns host 1 3600 900 86400 60
        @        NS ns
        @        NS ns.elsewhere.test.
        @        MX 10 mail
        @        CAA 0 issue "ca.test"
        ns       A 192.0.2.1
        ns       AAAA 2001:db8::1
        mail     A 192.0.2.2
        www      CNAME mail
        alias    CNAME www
        out      CNAME www.elsewhere.test.
        dead     CNAME nothing
        a.b.c    TXT "deep"
        *.wild   A 192.0.2.3
        *.wild   MX 5 mail
        *.walias CNAME mail
        there.wild TXT "here"
        sub      NS ns.sub
        sub      NS ns.elsewhere.test.
        sub      DS 1 8 2 AABBCCDDAABBCCDDAABBCCDDAABBCCDDAABBCCDDAABBCCDDAABBCCDDAABBCCDD
        ns.sub   A 192.0.2.4
        tree     DNAME wood
        leaf.wood A 192.0.2.5
        web      HTTPS 1 . alpn="h2,h3" ipv4hint=192.0.2.6
        key      SSHFP 4 2 123456789abcdef67890123456789abcdef67890123456789abcdef123456789
        cert     CERT PKIX 1 8 AQIDBA==
        order    NAPTR 1 2 "u" "E2U+sip" "!^.*$!sip:a@x.test!" .
        """;

    private static readonly string[] Names =
    [
        "x.test", "ns.x.test", "MAIL.X.TEST", "www.x.test", "alias.x.test", "out.x.test", "dead.x.test",
        "a.b.c.x.test", "b.c.x.test", "c.x.test", "z.c.x.test", "none.x.test", "one.wild.x.test",
        "two.one.wild.x.test", "there.wild.x.test", "below.there.wild.x.test", "*.wild.x.test", "wild.x.test",
        "one.walias.x.test", "sub.x.test", "www.sub.x.test", "ns.sub.x.test", "tree.x.test", "leaf.tree.x.test",
        "none.tree.x.test", "web.x.test", "key.x.test", "cert.x.test", "order.x.test",
    ];

    private static readonly string[] Types =
        ["A", "AAAA", "NS", "MX", "TXT", "SOA", "CNAME", "DS", "DNAME", "HTTPS", "SSHFP", "CERT", "NAPTR", "CAA", "SRV"];

    [PeerFact("/usr/sbin/named")]
    public Task BIND_answers_alike() => CompareAsync(at => NameServers.BindAsync(at, "type primary;", "", ("x.test.", Text)));

    [PeerFact("/usr/sbin/nsd")]
    public Task NSD_answers_alike() => CompareAsync(at => NameServers.NsdAsync(at, "", "", ("x.test.", Text)));

    [PeerFact("/usr/sbin/knotd")]
    public Task Knot_answers_alike() => CompareAsync(at => NameServers.KnotAsync(at, "", "", ("x.test.", Text)));

    private static async Task CompareAsync(Func<IPEndPoint, Task<NameServerPeer>> start)
    {
        await using NameServerPeer peer = await start(new IPEndPoint(IPAddress.Loopback, NameServerPeer.FreePort()));
        await using DnsServer ours = DnsServer.Start(
            new IPEndPoint(IPAddress.Loopback, 0), new ZoneStore(ZoneFile.Parse(Text, "zone.db")));
        List<string> differences = [];
        foreach (string name in Names)
        {
            foreach (string type in Types)
            {
                string expected = await AskAsync(peer.EndPoint, name, type);
                string actual = await AskAsync(ours.EndPoint, name, type);
                if (expected != actual) differences.Add($"{name} {type}\n  theirs {expected}\n  ours   {actual}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static async Task<string> AskAsync(IPEndPoint server, string name, string type)
    {
        Assert.True(DnsRecordTypeText.TryParse(type, out DnsRecordType number));
        var client = new DnsClient(server, new DnsClientOptions { IsRecursionDesired = false });
        DnsMessage reply = (await client.AskAsync(new DnsQuestion(DomainName.Parse(name), number))).Message;
        // What saves the asker a question each server adds as it likes, and where it is told who the servers are.
        IEnumerable<ResourceRecord> authorities = reply.Authorities.Where(
            record => record.Type == DnsRecordType.SOA || reply.Answers.Count == 0);
        bool isAuthoritative = (reply.Flags & DnsFlags.Authoritative) != 0;
        return $"{reply.Code} {isAuthoritative} [{Show(reply.Answers)}] [{Show(authorities)}]";
    }

    private static string Show(IEnumerable<ResourceRecord> records) => string.Join(", ", records
        .Select(record => $"{record.Name} {record.TimeToLive} {record.Type.ToText()} {record.Data}".ToLowerInvariant())
        .Order());
}
