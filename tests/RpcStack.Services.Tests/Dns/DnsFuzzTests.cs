using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Tests.Dns.Protocol;

namespace RpcStack.Services.Tests.Dns;

/// <summary>Mutated messages, always the same ones.</summary>
public sealed class DnsFuzzTests
{
    private const int Rounds = 200_000;

    [ThreadStatic]
    private static bool _isResponding;

    [Fact]
    public void Whatever_octets_arrive_they_are_a_message_or_malformed_and_the_server_stays_sane()
    {
        var random = new Random(1035);
        byte[][] seeds = [.. Seeds()];
        var responder = new DnsResponder(SampleZones.Load());
        byte[] response = new byte[DnsMessage.MaxSize];
        int decoded = 0;
        int answered = 0;
        // Who is flooded with garbage has no time for exceptions.
        int thrown = 0;
        using var watch = new FirstChance(() => thrown += _isResponding ? 1 : 0);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] octets = Mutate(seeds[random.Next(seeds.Length)], random);
            if (Decodes(octets)) decoded++;
            bool isDatagram = random.Next(2) == 0;
            _isResponding = true;
            int length = responder.Respond(octets, response, isDatagram);
            _isResponding = false;
            if (length == 0) continue;
            answered++;
            CheckResponse(octets, response.AsSpan(0, length), isDatagram);
        }

        Assert.Equal(0, thrown);
        // The mutations are neither all fatal nor all harmless.
        Assert.InRange(decoded, Rounds / 20, Rounds * 19 / 20);
        Assert.InRange(answered, Rounds / 20, Rounds * 19 / 20);
    }

    private static bool Decodes(byte[] octets)
    {
        try
        {
            DnsMessage message = DnsMessage.Parse(octets);
            // What was read can be shown and written, and means the same when read again.
            foreach (ResourceRecord record in message.Answers.Concat(message.Authorities).Concat(message.Additionals))
            {
                Assert.NotEmpty(record.Name + record.Data.ToString());
                if (record.Class == DnsClass.Internet && DnsLookupQuestion.IsDataType(record.Type))
                {
                    Assert.Equal(record.Data, RecordData.Parse(record.Type, record.Data.ToString()));
                }
            }

            DnsMessage again = DnsMessage.Parse(message.ToArray());
            Assert.Equal(message.Questions, again.Questions);
            Assert.Equal(message.Answers, again.Answers);
            Assert.Equal(message.Authorities, again.Authorities);
            Assert.Equal(message.Additionals, again.Additionals);
            return true;
        }
        catch (DnsFormatException malformed)
        {
            Assert.InRange(malformed.Offset, 0, octets.Length);
            return false;
        }
    }

    private static void CheckResponse(ReadOnlySpan<byte> query, ReadOnlySpan<byte> response, bool isDatagram)
    {
        Assert.Equal(0, query[2] & 0x80);
        DnsMessage message = DnsMessage.Parse(response);
        Assert.Equal(0x80, response[2] & 0x80);
        Assert.Equal(query[..2].ToArray(), response[..2].ToArray());
        Assert.NotEqual(DnsResponseCode.ServerFailure, message.Code);
        if (isDatagram) Assert.InRange(response.Length, DnsHeader.Size, message.Edns is null ? 512 : 1232);
    }

    private static IEnumerable<byte[]> Seeds()
    {
        var responder = new DnsResponder(SampleZones.Load());
        byte[] response = new byte[DnsMessage.MaxSize];
        byte[][] types = [.. RecordTypeTests.Rows.Chunk(4).Select(rows => new DnsMessage
        {
            Flags = DnsFlags.Response,
            Answers = [.. rows.Select(row => Record((string)row[0], (string)row[1]))],
            Edns = new DnsEdns(1232) { Options = [new EdnsOption(EdnsOption.Cookie, new byte[24])] },
        }.ToArray())];
        foreach (byte[] message in types) yield return message;
        foreach (string line in File.ReadAllLines(Path.Combine(SampleZones.Folder, "names.txt")))
        {
            string[] words = line.Split(' ');
            Assert.True(DnsRecordTypeText.TryParse(words[1], out DnsRecordType type));
            byte[] query = new DnsMessage
            {
                Questions = [new DnsQuestion(DomainName.Parse(words[0]), type)],
                Edns = words[0].Length % 2 == 0 ? new DnsEdns(1232) : null,
            }.ToArray();
            yield return query;
            yield return query;
            yield return response[..responder.Respond(query, response, isDatagram: false)];
        }
    }

    private static ResourceRecord Record(string type, string text)
    {
        Assert.True(DnsRecordTypeText.TryParse(type, out DnsRecordType number));
        return new ResourceRecord(
            DomainName.Parse($"{type}.x"), DnsClass.Internet, 1, RecordData.Parse(number, text));
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        byte[] octets = [.. seed];
        for (int i = random.Next(5); i > 0; i--)
        {
            int at = random.Next(octets.Length);
            switch (random.Next(6))
            {
                case 0:
                    octets[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    octets[at] = (byte)random.Next(256);
                    break;
                case 2:
                    octets = octets[..Math.Max(1, at)];
                    break;
                case 3:
                    octets = [.. octets[..at], .. octets[random.Next(octets.Length)..]];
                    if (octets.Length == 0) octets = [0];
                    break;
                case 4 when at + 1 < octets.Length:
                    // A pointer to somewhere.
                    (octets[at], octets[at + 1]) = (0xC0, (byte)random.Next(octets.Length));
                    break;
                default:
                    octets[at] = (byte)(random.Next(2) * 255);
                    break;
            }
        }

        return octets;
    }

    /// <summary>Is told of every exception of the process, caught or not.</summary>
    private sealed class FirstChance : IDisposable
    {
        private readonly EventHandler<System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs> _handler;

        internal FirstChance(Action thrown)
        {
            _handler = (_, _) => thrown();
            AppDomain.CurrentDomain.FirstChanceException += _handler;
        }

        public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= _handler;
    }
}
