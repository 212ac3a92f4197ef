using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Tests.Calls;

namespace RpcStack.Tests.Protocol;

/// <summary>What a peer does wrong ends its connection or its call with a reason, and harms no other.</summary>
public sealed class HostilePeerTests : IAsyncLifetime
{
    private TestPair _pair = null!;

    public async Task InitializeAsync()
    {
        var connection = new RpcConnectionOptions
        {
            HelloTimeout = TimeSpan.FromMilliseconds(1500),
            Limits = new RpcLimits { MaxFrameSize = 100_000 },
        };
        _pair = await TestPair.StartAsync(server: new RpcServerOptions { Connection = connection });
    }

    public async Task DisposeAsync()
    {
        // Whatever a test did, a good client is served.
        Assert.Equal("served", await _pair.Stub.EchoAsync("served"));
        await _pair.DisposeAsync();
    }

    public static TheoryData<string, byte[], string> Strangers => new()
    {
        { "HTTP", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), "does not speak" },
        { "TLS", [0x16, 0x03, 0x01, 0x00, 0xA5, 0x01], "does not speak" },
        { "zeros", new byte[100], "has no type and flags" },
        { "a length of 2^63", [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], "exceeds" },
        { "a varint without end", [.. Enumerable.Repeat((byte)0xFF, 20)], "longer than 64 bits" },
        { "a REQUEST first", RawPeer.Frame(FrameType.Request, 0, 0, 0, 0, 0), "first frame is a Request" },
        { "HELLO of version 0", RawPeer.Frame(FrameType.Hello, 0, [.. "RPCS"u8, 0, 1]), "version 0" },
        { "HELLO cut short", RawPeer.Frame(FrameType.Hello, 0, [.. "RPCS"u8, 1, 1]), "ends within a varint" },
        { "an unknown wire format", RawPeer.Frame(new Hello(77, 1000, 10, 0, 0, [], 0).Write), "format 77" },
        { "reserved flags", RawPeer.Frame(FrameType.Hello, (FrameFlags)0x40, 1), "reserved flags" },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_is_told_why_and_disconnected(string what, byte[] octets, string why)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_pair.Endpoint);
        await peer.SendAsync(octets);
        await ExpectGoAway(peer, $"{what}: ", why);
    }

    [Fact]
    public async Task A_peer_that_says_nothing_is_disconnected_after_a_while()
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_pair.Endpoint);
        await ExpectGoAway(peer, "silence: ", "did not say HELLO in time");
    }

    [Fact]
    public async Task A_peer_that_sends_its_hello_octet_by_octet_for_ever_is_disconnected()
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_pair.Endpoint);
        byte[] hello = RawPeer.Frame(new Hello(1, 1000, 10, 0, 0, [], 0).Write);
        Task slow = Task.Run(async () =>
        {
            foreach (byte octet in hello)
            {
                await peer.SendAsync([octet]);
                await Task.Delay(200);
            }
        });
        await ExpectGoAway(peer, "slowness: ", "in time");
        await slow.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public static TheoryData<string, byte[], string> Mistakes => new()
    {
        { "HELLO twice", RawPeer.Frame(new Hello(1, 1000, 10, 0, 0, [], 0).Write), "HELLO twice" },
        { "an empty REQUEST", RawPeer.Frame(FrameType.Request, 0), "ends within a varint" },
        { "a REQUEST cut short", RawPeer.Frame(FrameType.Request, FrameFlags.Deadline, 1, 3, 0, 0), "ends within" },
        { "a root operation that is none", RawPeer.Frame(FrameType.Request, 0, 1, 0, 0, 7), "resolves names" },
        { "a resolution without a promise", RawPeer.Frame(FrameType.Request, 0, 1, 0, 0, 0), "resolves names" },
        { "reserved flags", RawPeer.Frame(FrameType.Request, (FrameFlags)0x80, 1, 3, 0, 0), "reserved flags" },
        { "a body that is no Brotli stream", RawPeer.Frame(FrameType.Response, FrameFlags.Compressed, 1, 1, 2, 3), "no Brotli" },
        { "an answer to no call", RawPeer.Frame(FrameType.Response, 0, 9), "was not asked" },
        { "a fault for no call", RawPeer.Frame(FrameType.Fault, 0, 9, 2, 4, 0), "was not asked" },
        { "a PING of three octets", RawPeer.Frame(FrameType.Ping, 0, 1, 2, 3), "PING has 3 octets" },
        { "a release of what was not given", RawPeer.Frame(FrameType.Release, 0, 4, 1, 1), "never given" },
        { "a call id of 2^63", RawPeer.Frame(FrameType.Request, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 3, 0, 0), "too large" },
        { "items for a call without an id", RawPeer.Frame(FrameType.Request, FrameFlags.Items, 0, 3, 0, 0), "with items has an id" },
        { "a frame beyond the limit", [0xA1, 0x8D, 0x06, 2, 0], "MaxFrameSize (100000)" },
        { "metadata beyond its frame", RawPeer.Frame(FrameType.Request, FrameFlags.Metadata, 1, 3, 0, 0, 0x7F), "octets before" },
        { "a metadata name with a blank", RawPeer.Frame(FrameType.Request, FrameFlags.Metadata, 1, 3, 0, 0, 4, 1, 0x20, 1, 65), "characters that names have not" },
        { "a reference of nobody's", RawPeer.Frame(FrameType.Request, FrameFlags.References, 1, 3, 0, 0, 1, 2, 2, 1), "owner is 2" },
        { "a reference to the root", RawPeer.Frame(FrameType.Request, FrameFlags.References, 1, 3, 0, 0, 1, 1, 0), "no object" },
        { "a reference to its own promise", RawPeer.Frame(FrameType.Request, FrameFlags.References, 1, 3, 0, 0, 1, 0, 3), "no object" },
        { "a release of a slot that cannot be", RawPeer.Frame(FrameType.Release, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 1, 1), "never given" },
        { "references beyond its frame", RawPeer.Frame(FrameType.Request, FrameFlags.References, 1, 3, 0, 0, 50, 1, 1), "ends" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_peer_that_breaks_the_protocol_is_told_why_and_disconnected(string what, byte[] octets, string why)
    {
        using RawPeer peer = await RawPeer.GreetAsync(_pair.Endpoint);
        await peer.SendAsync(octets);
        await ExpectGoAway(peer, $"{what}: ", why);
    }

    [Fact]
    public async Task A_frame_of_an_unknown_type_is_skipped()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_pair.Endpoint);
        await peer.SendAsync(
            RawPeer.Frame((FrameType)99, (FrameFlags)0xFF, 1, 2, 3),
            RawPeer.Frame(FrameType.Renew, 0),
            RawPeer.Frame(FrameType.Item, 0, 1, 2),
            RawPeer.Frame((FrameType)0, 0),
            RawPeer.Frame(FrameType.Ping, 0, 1, 2, 3, 4, 5, 6, 7, 8));
        (FrameType type, _, byte[] payload) = await peer.ReceiveAsync();
        Assert.Equal(FrameType.Pong, type);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], payload);
    }

    [Fact]
    public async Task A_call_on_what_is_not_there_is_refused_alone()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_pair.Endpoint);
        foreach (byte[] target in new byte[][] { [3], [0x81, 0x01], [4, 7], [0xFE, 0xFF, 0xFF, 0x0F, 1] })
        {
            await peer.SendAsync(RawPeer.Frame(FrameType.Request, 0, [1, .. target, 0, 0]));
            (FrameType type, FrameFlags flags, byte[] payload) = await peer.ReceiveAsync();
            Assert.Equal(FrameType.Fault, type);
            Assert.Equal((FrameFlags)FaultFlags.UnknownTarget, flags);
            Assert.Equal(RpcStatus.NotFound, (RpcStatus)payload[1]);
        }
    }

    [Theory]
    [InlineData(0, 99)]
    [InlineData(5, 0)]
    [InlineData(127, 127)]
    public async Task An_operation_that_is_not_there_is_refused_alone(byte contract, byte ordinal)
    {
        using RawPeer peer = await RawPeer.GreetAsync(_pair.Endpoint);
        await peer.SendAsync(Resolution(), RawPeer.Frame(FrameType.Request, 0, 2, 3, contract, ordinal));
        Assert.Equal(FrameType.Response, (await peer.ReceiveAsync()).Type);
        (FrameType type, _, byte[] payload) = await peer.ReceiveAsync();
        Assert.Equal(FrameType.Fault, type);
        Assert.Equal(RpcStatus.Unimplemented, (RpcStatus)payload[1]);
    }

    [Fact]
    public async Task A_body_that_is_no_request_is_the_callers_mistake()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_pair.Endpoint);
        await peer.SendAsync(Resolution(), RawPeer.Frame(FrameType.Request, 0, 2, 3, 0, (byte)TesterOperations.Echo.Ordinal, 0xC1, 0xC1));
        Assert.Equal(FrameType.Response, (await peer.ReceiveAsync()).Type);
        (FrameType type, _, byte[] payload) = await peer.ReceiveAsync();
        Assert.Equal(FrameType.Fault, type);
        Assert.Equal(RpcStatus.InvalidArgument, (RpcStatus)payload[1]);
        Assert.Equal(RpcPhase.Marshal, (RpcPhase)payload[2]);
    }

    [Fact]
    public async Task A_lying_schema_is_refused()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_pair.Endpoint);
        string schema = TesterOperations.Contract.Schema.Text;
        await peer.SendAsync(Resolution(fingerprint: 42, schema: schema), Resolution(call: 2, promise: 2, 43, "contract ???"));
        foreach (string why in new[] { "does not have the fingerprint", "Line 1" })
        {
            (FrameType type, _, byte[] payload) = await peer.ReceiveAsync();
            Assert.Equal(FrameType.Fault, type);
            Assert.Equal(RpcStatus.InvalidArgument, (RpcStatus)payload[1]);
            Assert.Contains(why, System.Text.Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task References_of_a_call_that_is_refused_are_given_back_with_their_count()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_pair.Endpoint);
        byte[] entry = [0, 10, 2, 0, 0, 0, 0, 0, 0, 0, 9];
        await peer.SendAsync(RawPeer.Frame(FrameType.Request, FrameFlags.References, [1, 3, 0, 0, 2, .. entry, .. entry]));
        (FrameType type, _, byte[] payload) = await peer.ReceiveAsync();
        Assert.Equal(FrameType.Release, type);
        Assert.Equal([10, 2, 2], payload);
    }

    private static byte[] Resolution(byte call = 1, ulong promise = 1, ulong? fingerprint = null, string schema = "") =>
        RawPeer.Frame(writer =>
        {
            new RequestHeader { CallId = call, Promise = promise }.Write(writer);
            ContractDescriptor contract = TesterOperations.Contract;
            new ResolveRequest(contract.Name, contract.Name, fingerprint ?? contract.Schema.Fingerprint, schema).Write(writer);
        });

    private static async Task ExpectGoAway(RawPeer peer, string what, string why)
    {
        while (await peer.TryReceiveAsync() is { } frame)
        {
            if (frame.Type is not FrameType.GoAway) continue;
            Assert.Contains(why, what + GoAway.Read(frame.Payload).Reason, StringComparison.Ordinal);
            Assert.Null(await peer.TryReceiveAsync());
            return;
        }

        Assert.Fail($"{what}no GOAWAY came.");
    }
}
