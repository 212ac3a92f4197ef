using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Tests.Dns.Protocol;

public sealed class RecordDataTests
{
    [Theory]
    [InlineData(DnsRecordType.A, "192.0.2.1", "c0000201")]
    [InlineData(DnsRecordType.AAAA, "2001:DB8:0::1", "20010db8000000000000000000000001", "2001:db8::1")]
    [InlineData(DnsRecordType.AAAA, "::ffff:192.0.2.1", "00000000000000000000ffffc0000201")]
    [InlineData(DnsRecordType.NS, "ns.x.", "026e73017800")]
    [InlineData(DnsRecordType.CNAME, "X.", "015800")]
    [InlineData(DnsRecordType.PTR, ".", "00")]
    [InlineData(DnsRecordType.MX, "10 m.", "000a016d00")]
    [InlineData(DnsRecordType.TXT, "\"a b\" c", "036120620163", "\"a b\" \"c\"")]
    [InlineData(DnsRecordType.TXT, "\"\"", "00")]
    [InlineData(DnsRecordType.TXT, @"""q\""b\\n\007ü""", "087122625c6e07c3bc", @"""q\""b\\n\007\195\188""")]
    [InlineData(DnsRecordType.SOA, "n. h. 1 2h 15m 2w 300", "016e000168000000000100001c2000000384001275000000012c", "n. h. 1 7200 900 1209600 300")]
    [InlineData(DnsRecordType.SOA, ". . 4294967295 0 0 0 4294967295", "0000ffffffff000000000000000000000000ffffffff")]
    [InlineData(DnsRecordType.SRV, "5 0 5222 c.", "000500001466016300")]
    [InlineData((DnsRecordType)65280, @"\# 3 00 FFee", "00ffee", @"\# 3 00ffee")]
    [InlineData((DnsRecordType)65280, @"\# 0", "")]
    [InlineData(DnsRecordType.A, @"\# 4 c0000201", "c0000201", "192.0.2.1")]
    public void Data_goes_from_text_to_octets_and_back(
        DnsRecordType type, string text, string octets, string? canonical = null)
    {
        RecordData data = RecordData.Parse(type, text);
        Assert.Equal(octets, Convert.ToHexStringLower(data.Wire));
        Assert.Equal(canonical ?? text, data.ToString());
        Assert.Equal(data, RecordData.Parse(type, data.ToString()));
    }

    [Theory]
    [InlineData(DnsRecordType.A, "192.0.2", "(1,1): '192.0.2' is no IPv4 address")]
    [InlineData(DnsRecordType.A, "192.0.2.256", "(1,1): '192.0.2.256' is no IPv4 address")]
    [InlineData(DnsRecordType.A, "192.0.2.010", "(1,1): '192.0.2.010' is no IPv4 address")]
    [InlineData(DnsRecordType.A, "0xc0.0.2.1", "(1,1): '0xc0.0.2.1' is no IPv4 address")]
    [InlineData(DnsRecordType.A, "::1", "(1,1): '::1' is no IPv4 address")]
    [InlineData(DnsRecordType.A, "", "(1,1): an IPv4 address is missing")]
    [InlineData(DnsRecordType.A, "192.0.2.1 x", "(1,11): 'x' is one too many")]
    [InlineData(DnsRecordType.AAAA, "192.0.2.1", "(1,1): '192.0.2.1' is no IPv6 address")]
    [InlineData(DnsRecordType.AAAA, "fe80::1%eth0", "(1,1): 'fe80::1%eth0' is no IPv6 address")]
    [InlineData(DnsRecordType.MX, "x mail.", "(1,1): 'x' is no preference, a number from 0 to 65535")]
    [InlineData(DnsRecordType.MX, "65536 mail.", "(1,1): '65536' is no preference, a number from 0 to 65535")]
    [InlineData(DnsRecordType.MX, "10", "(1,3): a domain name is missing")]
    [InlineData(DnsRecordType.SOA, "n. h. 1 2 3 4 5x", "(1,15): '5x' is no minimum TTL, seconds below 2^32, or a duration like 1d12h")]
    [InlineData(DnsRecordType.TXT, "\"open", "(1,1): this string is not closed on its line")]
    [InlineData((DnsRecordType)65280, "abc", @"(1,1): TYPE65280 is not known here; write its data as '\# length hex' (RFC 3597)")]
    [InlineData((DnsRecordType)65280, @"\# 2 aabbcc", "(1,4): the length is given as 2 and the data has 3 octets")]
    [InlineData((DnsRecordType)65280, @"\# 1 abc", "(1,6): 'abc' is not made of pairs of hexadecimal digits")]
    [InlineData(DnsRecordType.A, @"\# 3 c00002", "(1,12): these octets are no A data: IPv4 address is cut off (at offset 0)")]
    [InlineData(DnsRecordType.A, @"\# 5 c000020100", "(1,16): these octets are no A data: 1 octets follow the message (at offset 4)")]
    public void Text_that_is_no_data_is_refused_with_position_and_reason(
        DnsRecordType type, string text, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<FormatException>(() => RecordData.Parse(type, text)).Message);

    [Fact]
    public void A_character_string_has_up_to_255_octets()
    {
        Assert.Equal(256, RecordData.Parse(DnsRecordType.TXT, new string('a', 255)).Wire.Length);
        var refusal = Assert.ThrowsAny<FormatException>(
            () => RecordData.Parse(DnsRecordType.TXT, new string('a', 256)));
        Assert.Contains("256 octets, 255 is the most", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_in_data_compare_without_regard_to_case_and_other_octets_with()
    {
        Assert.Equal(
            RecordData.Parse(DnsRecordType.MX, "97 Mail.x."), RecordData.Parse(DnsRecordType.MX, "97 mAIL.X."));
        // 65 and 97 are A and a.
        Assert.NotEqual(RecordData.Parse(DnsRecordType.MX, "65 m.x."), RecordData.Parse(DnsRecordType.MX, "97 m.x."));
        Assert.NotEqual(RecordData.Parse(DnsRecordType.TXT, "a"), RecordData.Parse(DnsRecordType.TXT, "A"));
    }
}
