using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Dns.Protocol;

/// <summary>Every type of record that has a name, as text and as octets.</summary>
public sealed class RecordTypeTests
{
    public static TheoryData<string, string, string> Rows { get; } = new()
    {
        { "A", "192.0.2.1", "c0000201" },
        { "NS", "ns.x.", "026e73017800" },
        { "CNAME", "a.x.", "0161017800" },
        { "SOA", "n. h. 1 2 3 4 5", "016e000168000000000100000002000000030000000400000005" },
        { "PTR", "a.x.", "0161017800" },
        { "HINFO", "\"PC\" \"Linux\"", "025043054c696e7578" },
        { "MX", "10 m.x.", "000a016d017800" },
        { "TXT", "\"a b\" \"c\"", "036120620163" },
        { "RP", "h.x. t.x.", "01680178000174017800" },
        { "AFSDB", "1 a.x.", "00010161017800" },
        { "AAAA", "2001:db8::1", "20010db8000000000000000000000001" },
        { "SRV", "0 1 993 m.x.", "0000000103e1016d017800" },
        { "NAPTR", "100 10 \"u\" \"E2U+sip\" \"!^.*$!sip:i@x!\" .", "0064000a0175074532552b7369700e215e2e2a24217369703a6940782100" },
        { "KX", "1 k.x.", "0001016b017800" },
        { "CERT", "PKIX 1 8 AQID", "0001000108010203" },
        { "CERT", "SPKI 0 0 AQID", "0002000000010203" },
        { "CERT", "PGP 0 0 AQID", "0003000000010203" },
        { "DNAME", "a.x.", "0161017800" },
        { "DS", "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118", "ec4505012bb183af5f22588179a53b0a98631fad1a292118" },
        { "SSHFP", "4 2 0A0B0C", "04020a0b0c" },
        { "RRSIG", "A 8 3 86400 20030322173103 20030220173103 2642 example.com. AQID", "00010803000151803e7c9dd73e5510d7" + "0a52076578616d706c6503636f6d00010203" },
        { "NSEC", "host.example.com. A MX RRSIG NSEC TYPE1234", "04686f7374076578616d706c6503636f6d00000640010000000304" + "1b" + "000000000000000000000000000000000000000000000000000020" },
        { "DNSKEY", "256 3 5 AQID", "01000305010203" },
        { "NSEC3", "1 1 12 AABBCCDD 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR A RRSIG", "0101000c04aabbccdd14174eb2409fe28bcb4887a1836f957f0a8425e27b" + "000640000000" + "0002" },
        { "NSEC3", "1 0 0 - 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR", "01000000001" + "4174eb2409fe28bcb4887a1836f957f0a8425e27b" },
        { "NSEC3PARAM", "1 0 12 AABBCCDD", "0100000c04aabbccdd" },
        { "TLSA", "3 1 1 0A0B", "0301010a0b" },
        { "SMIMEA", "3 1 1 0A0B", "0301010a0b" },
        { "CDS", "0 0 0 00", "0000000000" },
        { "CDNSKEY", "0 3 0 AA==", "0000030000" },
        { "OPENPGPKEY", "AQID", "010203" },
        { "SVCB", "1 . alpn=\"h2,h3\" port=8443", "000100" + "00010006026832026833" + "0003000220fb" },
        { "HTTPS", "0 a.x.", "00000161017800" },
        { "HTTPS", "16 . mandatory=alpn,ipv4hint alpn=\"h2\" no-default-alpn ipv4hint=192.0.2.1,192.0.2.2 ech=AQID ipv6hint=2001:db8::1 key667=\"hello\"", "001000" + "0000000400010004" + "00010003026832" + "00020000" + "00040008c0000201c0000202" + "00050003010203" + "0006001020010db8000000000000000000000001" + "029b000568656c6c6f" },
        { "SPF", "\"v=spf1 -all\"", "0b763d73706631202d616c6c" },
        { "URI", "10 1 \"https://x/\"", "000a000168747470733a2f2f782f" },
        { "CAA", "0 issue \"ca.x; p=\\\"1\\\"\"", "0005697373756563612e783b20703d223122" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Text_and_octets_are_two_forms_of_the_same(string type, string text, string octets)
    {
        Assert.True(DnsRecordTypeText.TryParse(type, out DnsRecordType number));
        Assert.Equal(type, number.ToText());
        RecordData data = RecordData.Parse(number, text);
        Assert.Equal(octets, Convert.ToHexStringLower(data.Wire));
        Assert.Equal(text, data.ToString());
        RecordData read = ThroughMessage(data);
        Assert.Equal(data, read);
        Assert.Equal(text, read.ToString());
        Assert.Equal(data, RecordData.Parse(number, $"\\# {data.Wire.Length} {octets}"));
    }

    [PeerFact("/usr/bin/python3 dns")]
    public async Task Dnspython_has_the_same_octets_for_every_row()
    {
        const string Script = """
            import sys, dns.rdata
            for line in sys.stdin:
                kind, text = line.rstrip('\n').split('\t')
                print(dns.rdata.from_text('IN', kind, text).to_wire().hex())
            """;
        string input = string.Concat(Rows.Select(row => $"{row[0]}\t{row[1]}\n"));
        string output = await Peer.RunAsync("/usr/bin/python3", ["-W", "ignore", "-c", Script], input);
        Assert.Equal(Rows.Select(row => (string)row[2]), output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("CERT", "WORSE 0 0 AQID", "'WORSE' is no certificate type, a name or a number up to 65535")]
    [InlineData("CERT", "PKIX 0 0 A", "the certificate is not in base64")]
    [InlineData("DS", "1 8 2 ABC", "the digest is not in hexadecimal")]
    [InlineData("DS", "1 256 2 AB", "'256' is no key algorithm, a name or a number up to 255")]
    [InlineData("RRSIG", "A 8 3 1 20031322173103 1 1 x. AQID", "'20031322173103' is no expiration, written YYYYMMDDHHmmSS or in seconds")]
    [InlineData("NSEC", "x. A NOPE", "'NOPE' is no type of record")]
    [InlineData("NSEC3", "1 1 1 - 2T7B4G4VSA5SMI47K61MV5BV1A22BOJZ", "'2T7B4G4VSA5SMI47K61MV5BV1A22BOJZ' is no hashed name, up to 255 octets in base32hex")]
    [InlineData("CAA", "0 \"\" x", "the tag is empty")]
    [InlineData("SVCB", "1 . port=65536", "'65536' is no value of port")]
    [InlineData("SVCB", "1 . ipv4hint=::1", "'::1' is no value of ipv4hint")]
    [InlineData("SVCB", "1 . color=red", "'color=red' is no service parameter")]
    [InlineData("SVCB", "1 . port=1 port=2", "the service parameter port stands twice")]
    [InlineData("SVCB", "1 . no-default-alpn=x", "'x' is no value of no-default-alpn")]
    public void Text_that_is_no_data_says_why(string type, string text, string problem)
    {
        Assert.True(DnsRecordTypeText.TryParse(type, out DnsRecordType number));
        var refusal = Assert.ThrowsAny<FormatException>(() => RecordData.Parse(number, text));
        Assert.EndsWith(problem, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SVCB", "000100" + "0003000220fb" + "00010003026832")]
    [InlineData("SVCB", "000100" + "00030003000000")]
    [InlineData("SVCB", "000100" + "0004000500000000" + "00")]
    [InlineData("SVCB", "000100" + "00010000")]
    [InlineData("NSEC", "00" + "000140" + "000140")]
    [InlineData("NSEC", "00" + "0000")]
    [InlineData("NSEC", "00" + "0021" + "0000000000000000000000000000000000000000000000000000000000000000" + "01")]
    [InlineData("CAA", "000061")]
    [InlineData("NAPTR", "0000000005")]
    public void Octets_that_are_no_data_are_malformed(string type, string octets)
    {
        Assert.True(DnsRecordTypeText.TryParse(type, out DnsRecordType number));
        Assert.Throws<DnsFormatException>(() => RecordData.FromWire(number, Convert.FromHexString(octets)));
    }

    [Fact]
    public void A_comma_in_a_protocol_name_is_escaped_twice()
    {
        Assert.True(DnsRecordTypeText.TryParse("SVCB", out DnsRecordType svcb));
        RecordData data = RecordData.Parse(svcb, @"1 . alpn=""f\\\\oo\\,bar,h2""");
        Assert.Equal("000100" + "0001000c" + "08665c6f6f2c626172026832", Convert.ToHexStringLower(data.Wire));
        Assert.Equal(data, RecordData.Parse(svcb, data.ToString()));
    }

    private static RecordData ThroughMessage(RecordData data)
    {
        var record = new ResourceRecord(DomainName.Parse("a.x"), DnsClass.Internet, 1, data);
        byte[] octets = new DnsMessage { Answers = [record, record] }.ToArray();
        return DnsMessage.Parse(octets).Answers[1].Data;
    }
}
