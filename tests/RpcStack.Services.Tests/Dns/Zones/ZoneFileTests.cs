using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns.Zones;

public sealed class ZoneFileTests
{
    private const string Start = "$ORIGIN x.\n$TTL 60\n@ SOA n h 1 2 3 4 5\n@ NS n\n";

    [Theory]
    [InlineData("a A 192.0.2.1", "a.x. 60 IN A 192.0.2.1")]
    [InlineData("a IN A 192.0.2.1", "a.x. 60 IN A 192.0.2.1")]
    [InlineData("a 5 A 192.0.2.1", "a.x. 5 IN A 192.0.2.1")]
    [InlineData("a 5 IN A 192.0.2.1", "a.x. 5 IN A 192.0.2.1")]
    [InlineData("a IN 5 A 192.0.2.1", "a.x. 5 IN A 192.0.2.1")]
    [InlineData("a in 1H30m a 192.0.2.1", "a.x. 5400 IN A 192.0.2.1")]
    [InlineData("a CLASS1 TYPE1 192.0.2.1", "a.x. 60 IN A 192.0.2.1")]
    [InlineData("a TYPE1 \\# 4 c0000201", "a.x. 60 IN A 192.0.2.1")]
    [InlineData("a.x. A 192.0.2.1 ; said why", "a.x. 60 IN A 192.0.2.1")]
    [InlineData("a A 192.0.2.1\r", "a.x. 60 IN A 192.0.2.1")]
    [InlineData("in A 192.0.2.1", "in.x. 60 IN A 192.0.2.1")]
    [InlineData("5 A 192.0.2.1", "5.x. 60 IN A 192.0.2.1")]
    [InlineData(@"a\.b A 192.0.2.1", @"a\.b.x. 60 IN A 192.0.2.1")]
    [InlineData(@"\@ A 192.0.2.1", @"\@.x. 60 IN A 192.0.2.1")]
    [InlineData("a MX ( 10 ; first\n\n   m )", "a.x. 60 IN MX 10 m.x.")]
    [InlineData("a MX 10 @", "a.x. 60 IN MX 10 x.")]
    [InlineData("a TXT \"p ; ( q\" r\\;s", "a.x. 60 IN TXT \"p ; ( q\" \"r;s\"")]
    [InlineData("$ORIGIN b\na A 192.0.2.1", "a.b.x. 60 IN A 192.0.2.1")]
    [InlineData("$ORIGIN b.x.\n@ A 192.0.2.1", "b.x. 60 IN A 192.0.2.1")]
    [InlineData("$TTL 1d\na A 192.0.2.1", "a.x. 86400 IN A 192.0.2.1")]
    public void Entries_are_read_as_RFC_1035_says(string entry, string expected) =>
        Assert.Contains(expected, Records(Start + entry));

    [Fact]
    public void A_blank_owner_is_the_one_before()
    {
        string[] records = Records(Start + "a A 192.0.2.1\n\n; a comment\n\tA 192.0.2.2\n  5 AAAA ::1\nb A 192.0.2.3");
        Assert.Contains("a.x. 60 IN A 192.0.2.2", records);
        Assert.Contains("a.x. 5 IN AAAA ::1", records);
        Assert.Contains("b.x. 60 IN A 192.0.2.3", records);
    }

    [Fact]
    public void Without_a_default_the_last_TTL_counts_and_for_the_first_record_the_minimum()
    {
        string[] records = Records("@ SOA n h 1 2 3 4 5\n@ NS n\n@ 7 A 192.0.2.1\n@ AAAA ::1");
        Assert.Contains(". 5 IN NS n.", records);
        Assert.Contains(". 7 IN AAAA ::1", records);
    }

    [Fact]
    public void A_record_said_twice_is_there_once() =>
        Assert.Single(
            Records(Start + "a NS N.x.\nA NS n\n"),
            record => record.StartsWith("a.x. 60 IN NS", StringComparison.Ordinal));

    [Theory]
    [InlineData("a A 192.0.2.1x", 5, 5, "'192.0.2.1x' is no IPv4 address")]
    [InlineData("a IN 5 5 A 192.0.2.1", 5, 8, "'5' is no type of record")]
    [InlineData("a FOO bar", 5, 3, "'FOO' is no type of record")]
    [InlineData("a AXFR bar", 5, 3, "'AXFR' is no type of record")]
    [InlineData("a CH A 192.0.2.1", 5, 3, "records of class CH are not served, only of IN")]
    [InlineData("a 99999999999 A 192.0.2.1", 5, 3, "'99999999999' is no TTL, seconds below 2^31, or a duration like 1d12h")]
    [InlineData("a 2147483648 A 192.0.2.1", 5, 3, "'2147483648' is no TTL, seconds below 2^31, or a duration like 1d12h")]
    [InlineData("a 5y A 192.0.2.1", 5, 3, "'5y' is no TTL, seconds below 2^31, or a duration like 1d12h")]
    [InlineData("a A", 5, 4, "an IPv4 address is missing")]
    [InlineData("a", 5, 2, "a type is missing")]
    [InlineData("a..b A 192.0.2.1", 5, 1, "The domain name 'a..b' has an empty label")]
    [InlineData("a MX 10 m 20", 5, 11, "'20' is one too many")]
    [InlineData("a MX (10\n m", 5, 6, "this '(' is not closed")]
    [InlineData("a MX (10 (m))", 5, 10, "parentheses do not nest")]
    [InlineData("a MX 10 m )", 5, 11, "there is no '(' for this ')'")]
    [InlineData("a TXT \"open\nb TXT x", 5, 7, "this string is not closed on its line")]
    [InlineData("a MX (\n\n  10 m..n )", 7, 6, "The domain name 'm..n' has an empty label")]
    [InlineData("b.y. A 192.0.2.1", 5, 1, "b.y. is not in the zone x.")]
    [InlineData("a SOA n h 1 2 3 4 5", 5, 1, "an SOA record belongs to the zone's name, x.")]
    [InlineData("@ SOA n h 2 2 3 4 5", 5, 1, "x. has a SOA record already")]
    [InlineData("a CNAME b\na A 192.0.2.1", 6, 1, "a.x. has a CNAME record and so can have no other")]
    [InlineData("a A 192.0.2.1\n   CNAME b", 6, 4, "a.x. has a CNAME record and so can have no other")]
    [InlineData("a CNAME b\na CNAME c", 6, 1, "a.x. has a CNAME record already")]
    [InlineData("a 1 A 192.0.2.1\na 2 A 192.0.2.2", 6, 1, "the records a.x. A differ in their TTL, 1 and 2 (RFC 2181 §5.2)")]
    [InlineData("*.a NS n", 5, 1, "a wildcard cannot have NS records (RFC 4592 §4)")]
    [InlineData("$INCLUDE other", 5, 10, "the file other cannot be read: only a zone that is loaded from a file can include others")]
    [InlineData("$INCLUDED other", 5, 1, "the directive $INCLUDED is not known; $ORIGIN, $TTL, $INCLUDE and $GENERATE are")]
    [InlineData("$GENERATE 1-5 a$", 5, 17, "$GENERATE needs a range, an owner, a type and data")]
    [InlineData("$GENERATE 5-1 a$ A 192.0.2.1", 5, 11, "'5-1' is no range like 1-254 or 0-100/2")]
    [InlineData("$GENERATE 1-9/0 a$ A 192.0.2.1", 5, 11, "'1-9/0' is no range like 1-254 or 0-100/2")]
    [InlineData("$GENERATE 0-65536 a$ A 192.0.2.1", 5, 11, "this range has more than 65536 numbers")]
    [InlineData("$GENERATE 255-256 a$ A 192.0.2.$", 5, 24, "'192.0.2.256' is no IPv4 address")]
    [InlineData("$GENERATE 1-2 a${0,3,q} A 192.0.2.1", 5, 15, "'a${0,3,q}' has no modifier like ${0,3,d}, of base d, o, x, X, n or N")]
    [InlineData("$GENERATE 1-2 a${-2} A 192.0.2.1", 5, 15, "'a${-2}' has no modifier like ${0,3,d}, of base d, o, x, X, n or N")]
    [InlineData("a DNAME b\nc.a A 192.0.2.1", 6, 16, "c.a.x. is below a DNAME record and so cannot have records")]
    [InlineData("a DNAME b\na DNAME c", 6, 1, "a.x. has a DNAME record already")]
    [InlineData("$TTL never", 5, 6, "'never' is no TTL, seconds below 2^31, or a duration like 1d12h")]
    [InlineData("$ORIGIN", 5, 8, "the origin is missing")]
    [InlineData("a TXT \\2", 5, 7, "A backslash and a digit start an escape of three digits, 000 to 255")]
    public void An_error_says_file_line_and_column(string entry, int line, int column, string problem)
    {
        ZoneFileError error = Assert.Single(Errors(Start + entry));
        Assert.Equal($"zone.db({line},{column}): {problem}", error.ToString());
    }

    [Theory]
    [InlineData("", 1, 1, "there is no record")]
    [InlineData("; nothing\n", 2, 1, "there is no record")]
    [InlineData("x. 5 NS n.", 1, 1, "a zone starts with its SOA record")]
    [InlineData("  5 A 192.0.2.1", 1, 3, "there is no owner before this to take over")]
    [InlineData("x. 5 SOA n. h. 1 2 3 4 5\n", 2, 1, "the zone x. has no NS records")]
    public void A_file_that_makes_no_zone_is_refused(string text, int line, int column, string problem) =>
        Assert.Equal($"zone.db({line},{column}): {problem}", Errors(text)[0].ToString());

    [Fact]
    public void All_errors_are_told_at_once()
    {
        IReadOnlyList<ZoneFileError> errors = Errors(Start + "a A x\nb A 192.0.2.1\nc MX \"\nd MX y d\n");
        Assert.Equal([(5, 5), (7, 6), (8, 6)], errors.Select(error => (error.Line, error.Column)));
    }

    [Fact]
    public void A_wrong_SOA_record_is_the_only_error_told() =>
        Assert.Equal(
            "zone.db(2,15): 'x' is no serial number, a number below 2^32",
            Assert.Single(Errors("$ORIGIN x.\n@ 60 SOA n h  x 2 3 4 5\n@ NS n\na A 192.0.2.1")).ToString());

    [Fact]
    public void A_file_full_of_errors_is_given_up() =>
        Assert.Equal(20, Errors(string.Concat(Enumerable.Repeat("a b c\n", 1000))).Count);

    [Fact]
    public void The_sample_zones_are_sound()
    {
        ZoneStore store = SampleZones.Load();
        Assert.Equal(
            ["2.0.192.in-addr.arpa.", "example.org."], store.Zones.Select(zone => zone.Origin.ToString()).Order());
    }

    [Fact]
    public void Whatever_becomes_of_a_zone_file_it_is_a_zone_or_an_error_with_a_position()
    {
        string sample = File.ReadAllText(Path.Combine(SampleZones.Folder, "example.org.zone"));
        var random = new Random(20250101);
        const string Alphabet = "()\";\\ \n\t.@$0aZ*é";
        for (int round = 0; round < 2000; round++)
        {
            char[] text = sample[..random.Next(sample.Length)].ToCharArray();
            for (int i = random.Next(6); i > 0 && text.Length > 0; i--)
            {
                text[random.Next(text.Length)] = Alphabet[random.Next(Alphabet.Length)];
            }

            try
            {
                ZoneFile.Parse(new string(text), "zone.db");
            }
            catch (ZoneFileException wrong)
            {
                Assert.All(wrong.Errors, error => Assert.True(error is { Line: > 0, Column: > 0 }));
            }
        }
    }

    private static string[] Records(string text) =>
    [
        .. ZoneFile.Parse(text, "zone.db").RecordSets.SelectMany(set => set.Data.Select(
            data => new DnsRecord(set.Owner.ToString(), set.Type, set.TimeToLive, data.ToString()).ToString())),
    ];

    private static IReadOnlyList<ZoneFileError> Errors(string text) =>
        Assert.Throws<ZoneFileException>(() => ZoneFile.Parse(text, "zone.db")).Errors;
}
