using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns.Zones;

/// <summary>Zones of several files, and of entries that a pattern makes.</summary>
public sealed class ZoneDirectiveTests : IDisposable
{
    private const string Start = "$ORIGIN x.\n$TTL 60\n@ SOA n h 1 2 3 4 5\n@ NS n\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("rpcstack-zone-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_included_file_has_an_origin_of_its_own_and_leaves_ours()
    {
        Write("hosts.inc", "a A 192.0.2.1\n$ORIGIN deep\nb A 192.0.2.2\n");
        string[] records = Load(Start + "w A 192.0.2.9\n$INCLUDE hosts.inc sub\n  AAAA ::1\nc A 192.0.2.3\n");
        Assert.Contains("a.sub.x. 60 IN A 192.0.2.1", records);
        Assert.Contains("b.deep.sub.x. 60 IN A 192.0.2.2", records);
        Assert.Contains("c.x. 60 IN A 192.0.2.3", records);
        Assert.Contains("w.x. 60 IN AAAA ::1", records);
    }

    [Fact]
    public void Files_are_found_beside_the_file_that_includes_them()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "parts"));
        Write("parts/one.inc", "$INCLUDE two.inc\n");
        Write("parts/two.inc", "a A 192.0.2.1\n");
        Assert.Contains("a.x. 60 IN A 192.0.2.1", Load(Start + "$INCLUDE parts/one.inc\n"));
    }

    [Fact]
    public void Errors_name_the_included_file_and_those_of_all_files_are_told()
    {
        string path = Write("bad.inc", "a A 192.0.2.1\nb A nowhere\n");
        var wrong = Assert.Throws<ZoneFileException>(() => Load(Start + "$INCLUDE bad.inc\n$INCLUDE none.inc\nc A 1\n"));
        string[] errors = [.. wrong.Errors.Select(error => error.ToString())];
        Assert.Equal($"{path}(2,5): 'nowhere' is no IPv4 address", errors[0]);
        Assert.StartsWith($"{_folder}/zone.db(6,10): the file none.inc cannot be read: ", errors[1], StringComparison.Ordinal);
        Assert.Equal($"{_folder}/zone.db(7,5): '1' is no IPv4 address", errors[2]);
    }

    [Fact]
    public void A_file_that_includes_itself_is_an_error()
    {
        Write("self.inc", "$INCLUDE self.inc\n");
        var wrong = Assert.Throws<ZoneFileException>(() => Load(Start + "$INCLUDE self.inc\n"));
        Assert.EndsWith("self.inc(1,10): files are included more than 16 deep", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$GENERATE 1-3 h$ A 192.0.2.$", "h1.x. 60 IN A 192.0.2.1", "h2.x. 60 IN A 192.0.2.2", "h3.x. 60 IN A 192.0.2.3")]
    [InlineData("$GENERATE 0-4/2 h$ 5 IN CNAME g${1}", "h0.x. 5 IN CNAME g1.x.", "h2.x. 5 IN CNAME g3.x.", "h4.x. 5 IN CNAME g5.x.")]
    [InlineData("$GENERATE 9-10 h${0,3} TXT \"$$ ${0,2,x} ${0,0,o}\"", "h009.x. 60 IN TXT \"$ 09 11\"", "h010.x. 60 IN TXT \"$ 0a 12\"")]
    [InlineData("$GENERATE 18-18 ${0,4,n} TXT ${0,4,X}", "2.1.x. 60 IN TXT \"0012\"")]
    [InlineData("$GENERATE 5-5 h${-5,1,d} A 192.0.2.$", "h0.x. 60 IN A 192.0.2.5")]
    public void Entries_are_generated(string line, params string[] expected)
    {
        string[] records = Load(Start + line);
        Assert.Equal(expected, records.Where(record => record.StartsWith('h') || record.StartsWith('2')).Order());
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private string[] Load(string text) =>
    [
        .. ZoneFile.Load(Write("zone.db", text)).RecordSets.SelectMany(set => set.Records).Select(
            record => new DnsRecord($"{record.Name}", record.Type, record.TimeToLive, $"{record.Data}").ToString()),
    ];
}
