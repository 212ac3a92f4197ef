using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns;

/// <summary>The server's handler, octets in and octets out.</summary>
public sealed class DnsResponderTests
{
    private const string Example = "076578616d706c65036f726700";
    private const string NoRecords = "000000000000";

    private readonly DnsResponder _responder = new(SampleZones.Load());

    [Fact]
    public void A_response_repeats_the_ID_the_question_and_RD()
    {
        string response = Ask("beef" + "0100" + "0001" + NoRecords + "03" + "4e5331" + Example + "00010001");
        Assert.Equal(
            "beef" + "8500" + "0001" + "0001" + "00000000" + "03" + "4e5331" + Example + "00010001"
            + "036e7331" + "c010" + "00010001" + "00000e10" + "0004" + "c0000201",
            response);
    }

    [Theory]
    [InlineData("beef8000" + "0001" + NoRecords + Example + "00010001")]
    [InlineData("beef8400" + "0001" + NoRecords + Example + "00010001")]
    [InlineData("beef9000" + "0001" + NoRecords + Example + "00010001")]
    [InlineData("beef8000" + "0000" + NoRecords)]
    [InlineData("beef0000" + "0001" + "0000000000")]
    [InlineData("be")]
    [InlineData("")]
    public void Responses_and_fragments_of_headers_are_not_answered(string query) => Assert.Equal("", Ask(query));

    [Theory]
    [InlineData("beef0100" + "0000" + NoRecords, "beef8101")]
    [InlineData("beef0100" + "0002" + NoRecords + Example + "00010001" + Example + "00010001", "beef8101")]
    [InlineData("beef0000" + "0001" + NoRecords + Example + "000100", "beef8001")]
    [InlineData("beef0000" + "0001" + NoRecords + "c00c" + "00010001", "beef8001")]
    [InlineData("beef0000" + "0001" + NoRecords + Example + "00010001" + "00", "beef8001")]
    [InlineData("beef0000" + "0001" + "000000000001" + Example + "00010001", "beef8001")]
    [InlineData("beef0000" + "0001" + "000000000002" + Example + "00010001" + "0000290200000000000000" + "0000290200000000000000", "beef8001")]
    [InlineData("beef0800" + "0001" + NoRecords + Example + "00010001", "beef8804")]
    [InlineData("beef2000" + "0001" + NoRecords + Example + "00060001", "beefa004")]
    [InlineData("beef2900" + "0001" + NoRecords + Example + "00060001", "beefa904")]
    [InlineData("beef7800" + "0000" + NoRecords, "beeff804")]
    public void What_cannot_be_understood_gets_a_header_that_says_so(string query, string start) =>
        Assert.Equal(start + "0000" + NoRecords, Ask(query));

    [Theory]
    [InlineData("0001" + "0003", "8005")]
    [InlineData("0001" + "00ff", "8005")]
    [InlineData("0001" + "00fe", "8005")]
    [InlineData("00fc" + "0001", "8005")]
    [InlineData("00fb" + "0001", "8005")]
    [InlineData("00fd" + "0001", "8004")]
    [InlineData("00fa" + "0001", "8004")]
    [InlineData("0029" + "0001", "8004")]
    public void Questions_of_other_kinds_are_turned_down(string typeAndClass, string flags)
    {
        string question = Example + typeAndClass;
        Assert.Equal("beef" + flags + "0001" + NoRecords + question, Ask("beef0000" + "0001" + NoRecords + question));
    }

    [Theory]
    [InlineData(0, 512)]
    [InlineData(100, 512)]
    [InlineData(700, 700)]
    [InlineData(1232, 1232)]
    [InlineData(65535, 1232)]
    public void A_datagram_is_as_large_as_EDNS_says_within_bounds(int offered, int limit)
    {
        // Sets of growing size: the largest that is answered whole is within the limit, and the next was not.
        DnsMessage? cut = null;
        int largest = 0;
        for (int count = 1; count < 100; count++)
        {
            string texts = string.Concat(Enumerable.Range(0, count).Select(i => $"a.x. TXT {i:D10}\n"));
            Zone zone = ZoneFile.Parse("x. 5 SOA n. h. 1 2 3 4 5\nx. NS n.\n" + texts, "zone.db");
            byte[] query = Query("a.x", DnsRecordType.TXT, offered == 0 ? null : new DnsEdns((ushort)offered));
            byte[] response = Respond(new DnsResponder(new([zone])), query, isDatagram: true);
            DnsMessage message = DnsMessage.Parse(response);
            Assert.Equal(offered != 0, message.Edns is not null);
            if ((message.Flags & DnsFlags.Truncated) == 0) largest = response.Length;
            else cut ??= message;
        }

        Assert.InRange(largest, limit - 23, limit);
        Assert.NotNull(cut);
        Assert.Empty(cut.Answers);
        Assert.Single(cut.Questions);
    }

    [Fact]
    public void Over_TCP_nothing_is_cut()
    {
        DnsMessage message = DnsMessage.Parse(
            Respond(_responder, Query("large.example.org", DnsRecordType.TXT, null), isDatagram: false));
        Assert.Equal(DnsFlags.Response | DnsFlags.Authoritative, message.Flags);
        Assert.Equal(8, message.Answers.Count);
    }

    [Fact]
    public void A_set_too_large_for_any_message_is_the_servers_failure()
    {
        string strings = string.Concat(Enumerable.Range(0, 280).Select(
            i => $"a.x. TXT {i:D3}{new string('t', 240)}\n"));
        Zone zone = ZoneFile.Parse("x. 5 SOA n. h. 1 2 3 4 5\nx. NS n.\n" + strings, "zone.db");
        byte[] response = Respond(
            new DnsResponder(new([zone])), Query("a.x", DnsRecordType.TXT, null), isDatagram: false);
        Assert.Equal(DnsResponseCode.ServerFailure, DnsMessage.Parse(response).Code);
    }

    [Fact]
    public void A_referral_whose_glue_does_not_fit_is_cut_and_helpful_addresses_are_just_left_out()
    {
        string servers = string.Concat(Enumerable.Range(0, 20).Select(
            i => $"sub.x. NS n{i}.sub.x.\nx. MX {i} m{i}.x.\n"));
        string addresses = string.Concat(Enumerable.Range(0, 20).Select(
            i => $"n{i}.sub.x. A 192.0.2.{i}\nm{i}.x. AAAA ::{i}\n"));
        Zone zone = ZoneFile.Parse("x. 5 SOA n. h. 1 2 3 4 5\nx. NS n.\n" + servers + addresses, "zone.db");
        var responder = new DnsResponder(new([zone]));

        DnsMessage referral = DnsMessage.Parse(
            Respond(responder, Query("www.sub.x", DnsRecordType.A, null), isDatagram: true));
        Assert.Equal(DnsFlags.Response | DnsFlags.Truncated, referral.Flags);

        DnsMessage mail = DnsMessage.Parse(Respond(responder, Query("x", DnsRecordType.MX, null), isDatagram: true));
        Assert.Equal(DnsFlags.Response | DnsFlags.Authoritative, mail.Flags);
        Assert.Equal(20, mail.Answers.Count);
        Assert.InRange(mail.Additionals.Count, 1, 19);
    }

    [Fact]
    public void EDNS_of_another_version_is_told_the_version_that_is_known()
    {
        DnsMessage message = DnsMessage.Parse(Respond(
            _responder, Query("example.org", DnsRecordType.A, new DnsEdns(1232, Version: 1)), isDatagram: true));
        Assert.Equal(DnsResponseCode.BadVersion, message.Code);
        Assert.Equal(0, message.Edns!.Value.Version);
        Assert.Empty(message.Answers);
    }

    [Fact]
    public void Answering_makes_no_garbage()
    {
        byte[] query = Query("old-www.example.org", DnsRecordType.A, new DnsEdns(1232));
        byte[] response = new byte[1232];
        _responder.Respond(query, response, isDatagram: true);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) _responder.Respond(query, response, isDatagram: true);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[] Query(string name, DnsRecordType type, DnsEdns? edns) =>
        new DnsMessage { Id = 1, Questions = [new DnsQuestion(DomainName.Parse(name), type)], Edns = edns }.ToArray();

    private static byte[] Respond(DnsResponder responder, byte[] query, bool isDatagram)
    {
        byte[] response = new byte[DnsMessage.MaxSize];
        return response[..responder.Respond(query, response, isDatagram)];
    }

    private string Ask(string query) =>
        Convert.ToHexStringLower(Respond(_responder, Convert.FromHexString(query), isDatagram: true));
}
