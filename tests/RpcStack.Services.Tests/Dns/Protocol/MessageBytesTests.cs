using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Tests.Dns.Protocol;

/// <summary>Messages against their octets, both ways.</summary>
public sealed class MessageBytesTests
{
    private static readonly DomainName Www = DomainName.Parse("www.example.org");

    [Fact]
    public void A_recursive_query_has_the_flags_0100_and_a_root_OPT()
    {
        byte[] octets = new DnsMessage
        {
            Id = 0xBEEF,
            Flags = DnsFlags.RecursionDesired,
            Questions = [new DnsQuestion(Www, DnsRecordType.A)],
            Edns = new DnsEdns(1232),
        }.ToArray();

        Assert.Equal(
            "beef" + "0100" + "0001000000000001"
            + "03777777076578616d706c65036f726700" + "0001" + "0001"
            + "00" + "0029" + "04d0" + "00000000" + "0000",
            Convert.ToHexStringLower(octets));
    }

    [Fact]
    public void A_recursive_response_has_the_flags_8180_and_points_to_the_question()
    {
        var message = new DnsMessage
        {
            Id = 0xBEEF,
            Flags = DnsFlags.Response | DnsFlags.RecursionDesired | DnsFlags.RecursionAvailable,
            Questions = [new DnsQuestion(Www, DnsRecordType.A)],
            Answers =
            [
                Record(Www, 300, DnsRecordType.CNAME, "web1.example.org"),
                Record(DomainName.Parse("web1.example.org"), 3600, DnsRecordType.A, "192.0.2.80"),
            ],
        };

        string hex = "beef" + "8180" + "0001000200000000"
            + "03777777076578616d706c65036f726700" + "0001" + "0001"
            + "c00c" + "0005" + "0001" + "0000012c" + "0007" + "0477656231" + "c010"
            + "c02d" + "0001" + "0001" + "00000e10" + "0004" + "c0000250";
        Assert.Equal(hex, Convert.ToHexStringLower(message.ToArray()));

        DnsMessage read = DnsMessage.Parse(Convert.FromHexString(hex));
        Assert.Equal(message.Id, read.Id);
        Assert.Equal(message.Flags, read.Flags);
        Assert.Equal(message.Questions, read.Questions);
        Assert.Equal(message.Answers, read.Answers);
    }

    // RFC 1035 §4.1.4: F.ISI.ARPA at offset 20, FOO.F.ISI.ARPA at 40, ARPA at 64, the root at 92.
    [Fact]
    public void The_compression_example_of_RFC_1035_is_read()
    {
        byte[] message = new byte[93];
        Convert.FromHexString("01460349534904415250" + "4100").CopyTo(message, 20);
        Convert.FromHexString("03464f4fc014").CopyTo(message, 40);
        Convert.FromHexString("c01a").CopyTo(message, 64);

        Assert.Equal(("F.ISI.ARPA.", 32), ReadName(message, 20));
        Assert.Equal(("FOO.F.ISI.ARPA.", 46), ReadName(message, 40));
        Assert.Equal(("ARPA.", 66), ReadName(message, 64));
        Assert.Equal((".", 93), ReadName(message, 92));
    }

    // The same names, written in the RFC's order.
    [Fact]
    public void The_names_of_that_example_are_written_compressed()
    {
        byte[] octets = Answer(["F.ISI.ARPA", "FOO.F.ISI.ARPA", "ARPA", "."]);
        const string Fixed = "00100001" + "00000000" + "0001" + "00";
        Assert.Equal(
            "01460349534904415250" + "4100" + Fixed + "03464f4fc00c" + Fixed + "c012" + Fixed + "00" + Fixed,
            Convert.ToHexStringLower(octets.AsSpan(DnsHeader.Size)));
    }

    [Fact]
    public void Compression_keeps_every_names_case()
    {
        byte[] octets = Answer(["www.Example.ORG", "www.example.org", "ftp.Example.ORG", "ftp.example.org"]);
        Assert.Equal(
            ["www.Example.ORG.", "www.example.org.", "ftp.Example.ORG.", "ftp.example.org."],
            DnsMessage.Parse(octets).Answers.Select(record => record.Name.ToString()));
    }

    [Theory]
    [InlineData(DnsRecordType.NS, "www.example.org", true)]
    [InlineData(DnsRecordType.CNAME, "www.example.org", true)]
    [InlineData(DnsRecordType.PTR, "www.example.org", true)]
    [InlineData(DnsRecordType.MX, "1 www.example.org", true)]
    [InlineData(DnsRecordType.SOA, "www.example.org www.example.org 1 2 3 4 5", true)]
    [InlineData(DnsRecordType.SRV, "1 2 3 www.example.org", false)]
    public void Names_in_data_are_compressed_for_the_types_of_RFC_1035_only(
        DnsRecordType type, string text, bool isCompressed)
    {
        RecordData data = RecordData.Parse(type, text);
        byte[] octets = new DnsMessage
        {
            Questions = [new DnsQuestion(Www, type)],
            Answers = [new ResourceRecord(Www, DnsClass.Internet, 0, data)],
        }.ToArray();

        int written = octets.Length - DnsHeader.Size - Www.Wire.Length - 4 - 12;
        Assert.Equal(isCompressed, written < data.Wire.Length);
        Assert.Equal(data, Assert.Single(DnsMessage.Parse(octets).Answers).Data);
    }

    // RFC 3597 §4: some old servers compress it, so it has to be understood.
    [Fact]
    public void A_compressed_name_in_SRV_data_is_understood()
    {
        byte[] octets = Convert.FromHexString(
            "000080000001000100000000" + "0161017800" + "00210001"
            + "c00c" + "00210001" + "00000000" + "0008" + "000100020003" + "c00c");
        Assert.Equal("1 2 3 a.x.", Assert.Single(DnsMessage.Parse(octets).Answers).Data.ToString());
    }

    [Fact]
    public void Data_of_unknown_types_is_left_alone_even_where_it_looks_like_a_pointer()
    {
        byte[] octets = Convert.FromHexString(
            "000080000000000100000000" + "00" + "ff000001" + "00000000" + "0002" + "c00c");
        DnsMessage message = DnsMessage.Parse(octets);
        Assert.Equal(@"\# 2 c00c", Assert.Single(message.Answers).Data.ToString());
        Assert.Equal(octets, message.ToArray());
    }

    [Fact]
    public void A_TTL_with_its_highest_bit_set_counts_as_zero()
    {
        byte[] octets = Convert.FromHexString(
            "000080000000000100000000" + "00" + "00010001" + "80000001" + "0004" + "c0000201");
        Assert.Equal(0u, Assert.Single(DnsMessage.Parse(octets).Answers).TimeToLive);
    }

    [Fact]
    public void The_response_code_has_its_upper_bits_in_EDNS()
    {
        byte[] octets = new DnsMessage { Code = DnsResponseCode.BadVersion, Edns = new DnsEdns(512) }.ToArray();
        Assert.Equal(0, octets[3] & 0xF);
        Assert.Equal(1, octets[DnsHeader.Size + 5]);
        Assert.Equal(DnsResponseCode.BadVersion, DnsMessage.Parse(octets).Code);
    }

    [Fact]
    public void Names_beyond_the_reach_of_pointers_are_written_whole()
    {
        ResourceRecord filler = Record(
            DomainName.Root, 0, (DnsRecordType)65280, @"\# 6000 " + new string('0', 12000));
        ResourceRecord late = Record(Www, 0, DnsRecordType.A, "192.0.2.1");
        DnsMessage read = DnsMessage.Parse(new DnsMessage { Answers = [filler, filler, filler, late, late] }.ToArray());
        Assert.Equal([Www, Www], read.Answers.Skip(3).Select(record => record.Name));
    }

    private static ResourceRecord Record(DomainName owner, uint timeToLive, DnsRecordType type, string data) =>
        new(owner, DnsClass.Internet, timeToLive, RecordData.Parse(type, data));

    private static byte[] Answer(string[] owners) => new DnsMessage
    {
        Answers =
        [
            .. owners.Select(owner => new ResourceRecord(
                DomainName.Parse(owner), DnsClass.Internet, 0, RecordData.Parse(DnsRecordType.TXT, "\"\""))),
        ],
    }.ToArray();

    private static (string Name, int End) ReadName(byte[] message, int at)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        int end = CompressedName.Read(message, at, message.Length, wire, out int length);
        return (DomainName.FromWire(wire.AsSpan(0, length)).ToString(), end);
    }
}
