using System.Net;
using RpcStack.Cli.Wire.Captures;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Tests.Wire.Dissection;

/// <summary>Whatever octets say, they are shown: nothing throws, nothing is left out, nothing is trusted.</summary>
public sealed class HostileOctetsTests
{
    private const int Rounds = 300;

    [Theory]
    [InlineData(Scene.Dns)]
    [InlineData(Scene.DnsOverTcp)]
    [InlineData(Scene.Smtp)]
    [InlineData(Scene.FtpPassive)]
    [InlineData(Scene.Native)]
    [InlineData(Scene.Grpc)]
    [InlineData(Scene.Onc)]
    [InlineData(Scene.OncOverTcp)]
    public async Task Spoilt_traffic_is_shown_to_its_last_octet(Scene scene)
    {
        await using RecordedLink link = await Scenes.RecordAsync(scene);
        IReadOnlyList<FlowEvent> events = link.Recording.Events;
        var random = new Random(4711);
        for (int round = 0; round < Rounds; round++)
        {
            FlowEvent[] spoilt = [.. events.Select(e => e with { Bytes = Spoil(random, e.Bytes) })];

            IReadOnlyList<Message> messages = Dissected.Read(spoilt);

            Dissected.MustCover(messages);
            Assert.Equal(spoilt.Sum(e => e.Bytes.Length), messages.Sum(message => message.Bytes.Length));
        }
    }

    [Fact]
    public void Octets_by_chance_are_shown_in_every_protocol()
    {
        var random = new Random(4712);
        var nowhere = new IPEndPoint(IPAddress.Any, 0);
        for (int round = 0; round < Rounds * 10; round++)
        {
            var flow = new Flow(1, (FlowTransport)random.Next(2), nowhere, nowhere);
            FlowEvent[] events = [.. Enumerable.Range(0, 6).Select(_ => new FlowEvent(flow, FlowEventKind.Data, (Side)random.Next(2), 0, Chance(random)))];

            IReadOnlyList<Message> messages = Dissected.Read(events, ProtocolChoice.Protocols[round % ProtocolChoice.Protocols.Count]);

            Dissected.MustCover(messages);
            Assert.Equal(events.Sum(e => e.Bytes.Length), messages.Sum(message => message.Bytes.Length));
        }
    }

    [Fact]
    public async Task A_spoilt_capture_is_read_or_refused()
    {
        await using RecordedLink link = await Scenes.RecordAsync(Scene.FtpPassive);
        byte[] capture = await File.ReadAllBytesAsync(link.CapturePath);
        var random = new Random(4713);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] spoilt = Spoil(random, capture);
            try
            {
                new CaptureReader(new Recording()).Read(new MemoryStream(spoilt));
            }
            catch (CaptureException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    [Fact]
    public void A_message_that_is_too_large_is_not_waited_for()
    {
        var nowhere = new IPEndPoint(IPAddress.Any, 0);
        var flow = new Flow(1, FlowTransport.Tcp, nowhere, nowhere);
        // A frame of 2^35 octets, and what follows it.
        byte[] huge = [0x80, 0x80, 0x80, 0x80, 0x80, 0x01, 2, 0, 1, 2, 3];

        IReadOnlyList<Message> messages = Dissected.Read(
            [new(flow, FlowEventKind.Data, Side.Client, 0, huge), new(flow, FlowEventKind.Data, Side.Client, 0, huge)], "native");

        Assert.Equal([11, 11], messages.Select(message => message.Bytes.Length));
        Assert.Contains("more than 8388608", messages[0].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_ends_at_a_limit()
    {
        var nowhere = new IPEndPoint(IPAddress.Any, 0);
        var flow = new Flow(1, FlowTransport.Tcp, nowhere, nowhere);
        // A response whose body is an array in an array in an array.
        byte[] deep = [0xA3, 0x27, 3, 0, 10, .. Enumerable.Repeat((byte)0x91, 5024)];

        Message message = Dissected.Read([new(flow, FlowEventKind.Data, Side.Server, 0, deep)], "native").Single();

        Dissected.MustCover([message]);
        Assert.Contains("nest more than", message.Root.Problem, StringComparison.Ordinal);
    }

    private static byte[] Spoil(Random random, ReadOnlyMemory<byte> bytes)
    {
        List<byte> spoilt = [.. bytes.Span];
        for (int i = random.Next(4); i > 0 && spoilt.Count > 0; i--)
        {
            int at = random.Next(spoilt.Count);
            switch (random.Next(4))
            {
                case 0: spoilt[at] = (byte)random.Next(256); break;
                case 1: spoilt[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: spoilt.RemoveRange(at, Math.Min(random.Next(8), spoilt.Count - at)); break;
                default: spoilt.InsertRange(at, Chance(random)); break;
            }
        }

        return [.. spoilt];
    }

    private static byte[] Chance(Random random)
    {
        byte[] bytes = new byte[random.Next(64)];
        random.NextBytes(bytes);
        // Lengths that make sense lead further than those that do not.
        for (int i = 0; i < bytes.Length; i++)
            if (random.Next(3) == 0) bytes[i] = (byte)random.Next(8);
        return bytes;
    }
}
