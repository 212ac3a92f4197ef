using System.Buffers.Binary;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Tests.Dns.Protocol;

/// <summary>Octets that are meant to do harm.</summary>
public sealed class HostileMessageTests
{
    private const string OneQuestion = "000000000001000000000000";
    private const string OneAnswer = "000080000000000100000000";

    [Theory]
    [InlineData(OneQuestion + "c00c" + "00010001", 12, "leads to 12, which is not before its name")]
    [InlineData(OneQuestion + "0161c00c" + "00010001", 14, "leads to 12, which is not before its name")]
    [InlineData(OneQuestion + "c010" + "00010001" + "00", 12, "leads to 16, which is not before its name")]
    [InlineData(OneQuestion + "ffff" + "00010001", 12, "leads to 16383, which is not before its name")]
    [InlineData(OneQuestion + "c0", 12, "pointer is cut off")]
    [InlineData(OneQuestion + "4001" + "00010001", 12, "0x40 starts neither")]
    [InlineData(OneQuestion + "8001" + "00010001", 12, "0x80 starts neither")]
    [InlineData(OneQuestion + "0561", 12, "A label is cut off")]
    [InlineData(OneQuestion + "0161", 14, "A domain name is cut off")]
    [InlineData(OneQuestion + "00" + "0001", 15, "class is cut off")]
    [InlineData(OneQuestion + "00" + "00010001" + "ff", 17, "1 octets follow the message")]
    [InlineData(OneAnswer + "00" + "00010001" + "00000000" + "0005" + "c0000201", 21, "claims 5 octets of data, 4 remain")]
    [InlineData(OneAnswer + "00" + "00010001" + "00000000" + "0003" + "c0000201", 23, "IPv4 address is cut off")]
    [InlineData(OneAnswer + "00" + "00010001" + "00000000" + "0005" + "c000020100", 27, "1 octets of record data are left over")]
    [InlineData(OneAnswer + "00" + "00020001" + "00000000" + "0002" + "016100", 25, "A domain name is cut off")]
    [InlineData(OneAnswer + "00" + "000f0001" + "00000000" + "0003" + "000a01", 25, "A label is cut off")]
    [InlineData(OneAnswer + "00" + "00100001" + "00000000" + "0000", 23, "A character string is cut off")]
    [InlineData(OneAnswer + "00" + "00100001" + "00000000" + "0002" + "0261", 24, "A character string is cut off")]
    [InlineData(OneAnswer + "00" + "002904d0" + "00000000" + "0000", 12, "outside the additional section")]
    [InlineData("000080000000000000000001" + "0161" + "00" + "002904d0" + "00000000" + "0000", 12, "name is not the root")]
    [InlineData("000080000000000000000002" + "00002904d0000000000000" + "00002904d0000000000000", 23, "second OPT")]
    public void It_is_refused_with_the_offset_and_the_reason(string hex, int offset, string reason)
    {
        var malformed = Assert.Throws<DnsFormatException>(() => DnsMessage.Parse(Convert.FromHexString(hex)));
        Assert.Equal(offset, malformed.Offset);
        Assert.Contains(reason, malformed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_that_lie_cost_nothing()
    {
        byte[] octets = Convert.FromHexString("0000" + "8000" + "ffffffffffffffff");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DnsFormatException>(() => DnsMessage.Parse(octets));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Pointers_that_lead_on_and_on_are_capped()
    {
        // The question's root, then pointers of which each leads to the one before.
        byte[] message = new byte[400];
        for (int at = 14; at < message.Length; at += 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at), (ushort)(0xC000 | (at - 2)));
        }

        byte[] wire = new byte[DomainName.MaxLength];
        Assert.Equal(14 + 128, CompressedName.Read(message, 14 + 126, message.Length, wire, out int length));
        Assert.Equal(1, length);
        var malformed = Assert.Throws<DnsFormatException>(
            () => CompressedName.Read(message, 14 + 128, message.Length, wire, out _));
        Assert.Contains("64 compression pointers", malformed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_cannot_grow_beyond_255_octets_by_pointers()
    {
        byte[] message = new byte[512];
        int at = 12;
        foreach (int _ in Enumerable.Range(0, 3)) at = Label(at, 63);
        at++;
        int second = at;
        at = Label(at, 62);
        (message[at], message[at + 1]) = (0xC0, 12);
        byte[] wire = new byte[DomainName.MaxLength];
        Assert.Throws<DnsFormatException>(() => CompressedName.Read(message, second, message.Length, wire, out _));
        // One octet less is a name of exactly 255.
        message[second + 1] = 61;
        CompressedName.Read(message, second + 1, message.Length, wire, out int length);
        Assert.Equal(255, length);

        int Label(int start, byte size)
        {
            message[start] = size;
            message.AsSpan(start + 1, size).Fill((byte)'a');
            return start + 1 + size;
        }
    }

    [Fact]
    public void A_message_cut_off_anywhere_is_malformed()
    {
        DomainName name = DomainName.Parse("www.example.org");
        string[] data =
        [
            "A 192.0.2.1", "AAAA ::1", "NS ns.example.org", "CNAME a.b", "MX 1 www.example.org", "PTR x", "TXT a b",
            "SOA a. b. 1 2 3 4 5", "SRV 1 2 3 d.", @"TYPE65280 \# 2 0102",
        ];
        byte[] whole = new DnsMessage
        {
            Questions = [new DnsQuestion(name, DnsRecordType.A)],
            Answers = [.. data.Select(text => Record(text.Split(' ', 2)))],
            Edns = new DnsEdns(1232),
        }.ToArray();

        Assert.Equal(data.Length, DnsMessage.Parse(whole).Answers.Count);
        for (int length = 0; length < whole.Length; length++)
        {
            var malformed = Assert.Throws<DnsFormatException>(() => DnsMessage.Parse(whole.AsSpan(0, length)));
            Assert.InRange(malformed.Offset, 0, length);
        }

        ResourceRecord Record(string[] parts)
        {
            Assert.True(DnsRecordTypeText.TryParse(parts[0], out DnsRecordType type));
            return new ResourceRecord(name, DnsClass.Internet, 60, RecordData.Parse(type, parts[1]));
        }
    }
}
