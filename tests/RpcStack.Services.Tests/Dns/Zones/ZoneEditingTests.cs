using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns.Zones;

/// <summary>A zone that was changed step by step is the zone that a file with its records makes.</summary>
public sealed class ZoneEditingTests
{
    private const int Seed = 20261120;

    private static readonly string[] Labels = ["a", "b", "*", "sub"];

    private static readonly string[] Data =
        ["A 192.0.2.1", "A 192.0.2.2", "NS ns.x.", "NS ns.a.sub.x.", "CNAME a.x.", "DNAME b.x.", "DS \\# 4 00010203", "MX 1 a.b.x."];

    [Fact]
    public void Random_changes_lead_to_what_a_file_would_say()
    {
        var random = new Random(Seed);
        Zone zone = ZoneFile.Parse("$ORIGIN x.\n$TTL 60\n@ SOA n h 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n", "zone.db");
        int changed = 0;
        for (int step = 0; step < 3000; step++)
        {
            Zone next = Change(zone, random);
            if (ReferenceEquals(next, zone)) continue;
            changed++;
            zone = next;
            if (step % 10 == 0) AssertSame(zone);
        }

        Assert.InRange(changed, 500, 3000);
    }

    private static Zone Change(Zone zone, Random random)
    {
        var editor = new ZoneEditor(zone);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Labels[random.Next(Labels.Length)] + "."));
            ResourceRecord record = ResourceRecord.Parse($"{name}x. 60 IN {Data[random.Next(Data.Length)]}");
            switch (random.Next(4))
            {
                case 0:
                    editor.Remove(record.Name, record.Data);
                    break;
                case 1:
                    editor.RemoveSets(record.Name, DnsRecordType.ANY);
                    break;
                default:
                    editor.Add(record);
                    break;
            }
        }

        Zone changed = editor.Build(out string? problem);
        Assert.True(problem is null || ReferenceEquals(changed, zone));
        return changed;
    }

    private static void AssertSame(Zone zone)
    {
        var text = new StringWriter();
        ZoneFile.Write(zone, text);
        Zone read = ZoneFile.Parse(text.ToString(), "written.db");
        Assert.Equal(Names(read), Names(zone));
        foreach (DomainName name in Names(read).Select(DomainName.Parse))
        {
            ZoneNode expected = read.Find(name.Wire)!;
            ZoneNode actual = zone.Find(name.Wire)!;
            Assert.Equal(expected.HasWildcard, actual.HasWildcard);
            Assert.Equal(expected.ChildCount, actual.ChildCount);
            Assert.True(Equals(expected.Delegation?.Owner, actual.Delegation?.Owner), $"{name}: {actual.Delegation?.Owner}\n{text}");
            if (actual.Delegation is { } cut) Assert.Same(zone.Find(cut.Owner.Wire)!.Find(DnsRecordType.NS), cut);
            Assert.Equal(Show(expected.Sets), Show(actual.Sets));
        }

        Assert.Equal(Show(read.RecordSets), Show(zone.RecordSets));
    }

    private static string[] Names(Zone zone) => [.. zone.CopyNodes().Keys.Select(name => name.ToString()).Order()];

    private static string[] Show(IEnumerable<RecordSet> sets) =>
        [.. sets.SelectMany(set => set.Records).Select(record => record.ToString()).Order()];
}
