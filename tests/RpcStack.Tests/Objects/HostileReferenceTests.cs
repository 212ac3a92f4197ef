using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Tests.Protocol;
using RpcStack.Transports;

namespace RpcStack.Tests.Objects;

/// <summary>What a peer does with references that it should not harms nobody else.</summary>
public sealed class HostileReferenceTests : IAsyncLifetime
{
    private const byte Promise = 3; // the key of promise 1, which stands for the bank
    private readonly Bank _bank = new();
    private RpcServer _server = null!;
    private RpcClient _good = null!;
    private RpcEndpoint _endpoint = null!;
    private IAccount _held = null!;

    public async Task InitializeAsync()
    {
        var connection = new RpcConnectionOptions { Limits = new RpcLimits { MaxReferences = 100 } };
        _server = new RpcServer(new RpcServerOptions { Connection = connection });
        _server.Map<IBank>(_bank);
        _endpoint = await _server.ListenAsync("rpc+tcp://127.0.0.1:0");
        _good = new RpcClient(_endpoint);
        _held = await _good.Get<IBank>().OpenAsync("good");
    }

    public async Task DisposeAsync()
    {
        // Whatever a test did, what another client holds is there and was not disposed of.
        Assert.Equal("good", await _held.OwnerAsync());
        Assert.Equal(0, _bank.Accounts["good"].Disposals);
        await _good.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Guessing_ids_reaches_nothing_that_others_were_given()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        for (byte slot = 1; slot < 20; slot++)
        {
            await peer.SendAsync(RawPeer.Frame(FrameType.Request, 0, 1, (byte)(slot << 1), 1, 0, 0, 0x90));
            (FrameType type, FrameFlags flags, byte[] payload) = await peer.ReceiveAsync();
            Assert.Equal(FrameType.Fault, type);
            Assert.Equal(RpcStatus.NotFound, (RpcStatus)payload[1]);
            Assert.True(((FaultFlags)flags).HasFlag(FaultFlags.UnknownTarget));
        }
    }

    [Fact]
    public async Task An_object_that_is_released_twice_ends_the_connection_of_who_did()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        await OpenAsync(peer, "good");
        await peer.SendAsync(RawPeer.Frame(FrameType.Release, 0, 2, 1, 1));
        await peer.SendAsync(RawPeer.Frame(FrameType.Release, 0, 2, 1, 1));
        await ExpectGoAwayAsync(peer, "never given");
    }

    [Fact]
    public async Task An_object_that_is_released_more_often_than_it_was_received_ends_the_connection()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        await OpenAsync(peer, "good");
        await peer.SendAsync(RawPeer.Frame(FrameType.Release, 0, 2, 1, 2));
        await ExpectGoAwayAsync(peer, "not as often");
    }

    [Fact]
    public async Task Renewing_without_holding_anything_is_ignored()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        for (int i = 0; i < 1000; i++) await peer.SendAsync(RawPeer.Frame(FrameType.Renew, 0));
        Assert.Equal([1], (await OpenAsync(peer, "mine"))[..1]);
    }

    [Fact]
    public async Task A_reference_home_to_what_the_peer_does_not_hold_ends_its_call()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        await peer.SendAsync(Resolution(), Call(ordinal: 3, 1, 1, 2, 1, 0x91, 1));
        await ExpectFaultAsync(peer, "never was its sender's");
    }

    [Fact]
    public async Task A_reference_home_to_an_object_of_another_contract_ends_its_call()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        // The bank itself, by its promise, where an account should be.
        await peer.SendAsync(Resolution(), Call(ordinal: 3, 1, 1, Promise, 0x91, 1));
        await ExpectFaultAsync(peer, "is to no RpcStack.Tests.Objects.Account");
    }

    [Fact]
    public async Task A_number_beyond_the_table_ends_its_call_and_what_came_is_given_back()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        await peer.SendAsync(Resolution(), Call(ordinal: 3, 1, 0, 8, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0x91, 2));
        (FrameType, FrameFlags, byte[] Payload) release = await NextAsync(peer, FrameType.Release);
        Assert.Equal([8, 1, 1], release.Payload);
    }

    [Fact]
    public async Task Exporting_without_end_is_refused()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        await peer.SendAsync(Resolution(), RawPeer.Frame(FrameType.Request, FrameFlags.References, [4, Promise, 0, 3, .. Table(101)]));
        await ExpectGoAwayAsync(peer, "references");
    }

    [Theory]
    [InlineData(2, 0, "0 is no promise")]
    [InlineData(0, 7, "has an id")]
    [InlineData(2, 1, "Promise 1 exists already")]
    public async Task A_promise_that_cannot_be_ends_the_connection(byte call, byte promise, string why)
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        await peer.SendAsync(Resolution(), Promising(call, Promise, promise));
        await ExpectGoAwayAsync(peer, why);
    }

    [Fact]
    public async Task Promises_that_wait_for_each_other_end_the_connection()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        // Promise 5 is to come of a call on promise 6, and that of one on promise 5.
        await peer.SendAsync(Resolution(), [.. Promising(2, 6 << 1 | 1, 5), .. Promising(10, 5 << 1 | 1, 6)]);
        (_, _, byte[] payload) = await NextAsync(peer, FrameType.GoAway);
        Assert.Contains("which comes after it", GoAway.Read(payload).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_of_what_is_no_object_or_of_one_too_many_is_refused()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        // IsOwn answers with a bool.
        await peer.SendAsync(Resolution(), Promising(2, Promise, 5, ordinal: 3));
        await ExpectFaultAsync(peer, "is no object to promise");
        // With the bank's and the one that was refused, these are too many; each is counted until it is given back.
        for (byte i = 0; i < 99; i++) await peer.SendAsync(Promising(2, Promise, (byte)(10 + i)));
        (_, _, byte[] payload) = await NextAsync(peer, FrameType.Fault);
        Assert.Equal(RpcStatus.ResourceExhausted, (RpcStatus)payload[1]);
    }

    [Fact]
    public async Task Describing_what_was_not_promised_is_refused_and_releasing_it_is_ignored()
    {
        using RawPeer peer = await RawPeer.GreetAsync(_endpoint);
        ContractDescriptor contract = AccountOperations.Contract;
        foreach (byte key in new byte[] { 2, Promise, 9 << 1 | 1 })
        {
            await peer.SendAsync(Resolution2(key), RawPeer.Frame(FrameType.Release, 0, 9 << 1 | 1, 1));
            (_, _, byte[] payload) = await NextAsync(peer, FrameType.Fault);
            Assert.Equal(RpcStatus.NotFound, (RpcStatus)payload[1]);
        }

        byte[] Resolution2(byte key) => RawPeer.Frame(writer =>
        {
            new RequestHeader { CallId = 3, Ordinal = ResolveRequest.OfPromise }.Write(writer);
            writer.Write(key);
            if ((key & 1) == 0) writer.Write(1);
            new ResolveRequest("", contract.Name, contract.Schema.Fingerprint, "").Write(writer);
        });
    }

    /// <summary>A call of Bank.Open, or of another, on a target, that promises its result.</summary>
    private static byte[] Promising(byte call, byte target, byte promise, byte ordinal = 0) => RawPeer.Frame(
        FrameType.Request, FrameFlags.Promise, [call, target, 0, ordinal, promise, 0, 0, 0, 0, 0, 0, 0, 1, 0x91, 0xA1, (byte)'x']);

    private static byte[] Table(byte count) =>
        [count, .. Enumerable.Range(1, count).SelectMany(i => new byte[] { 0, (byte)(i << 1 & 0x7E), 1, 0, 0, 0, 0, 0, 0, 0, 1 })];

    private static byte[] Resolution() => RawPeer.Frame(writer =>
    {
        new RequestHeader { CallId = 1, Promise = 1 }.Write(writer);
        ContractDescriptor contract = BankOperations.Contract;
        new ResolveRequest(contract.Name, contract.Name, contract.Schema.Fingerprint, "").Write(writer);
    });

    /// <summary>Call 2 on the bank, with references.</summary>
    private static byte[] Call(int ordinal, params byte[] tableAndBody) => RawPeer.Frame(
        FrameType.Request, FrameFlags.References, [2, Promise, 0, (byte)ordinal, .. tableAndBody]);

    /// <summary>Opens an account, which is slot 1 of this peer's, and gives its response's table and body.</summary>
    private static async Task<byte[]> OpenAsync(RawPeer peer, string owner)
    {
        await peer.SendAsync(
            Resolution(),
            RawPeer.Frame(FrameType.Request, 0, [2, Promise, 0, 0, 0x91, (byte)(0xA0 + owner.Length), .. System.Text.Encoding.UTF8.GetBytes(owner)]));
        await NextAsync(peer, FrameType.Response);
        (_, FrameFlags flags, byte[] payload) = await NextAsync(peer, FrameType.Response);
        Assert.Equal(FrameFlags.References, flags);
        // One reference, of the sender's, to slot 1 in its first generation.
        Assert.Equal([2, 1, 0, 2, 1], payload[..5]);
        return payload[1..];
    }

    private static async Task<(FrameType Type, FrameFlags Flags, byte[] Payload)> NextAsync(RawPeer peer, FrameType type)
    {
        (FrameType Type, FrameFlags Flags, byte[] Payload) frame;
        do frame = await peer.ReceiveAsync();
        while (frame.Type != type);
        return frame;
    }

    private static async Task ExpectFaultAsync(RawPeer peer, string why)
    {
        (_, _, byte[] payload) = await NextAsync(peer, FrameType.Fault);
        Assert.Equal(RpcStatus.InvalidArgument, (RpcStatus)payload[1]);
        Assert.Contains(why, System.Text.Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
    }

    private static async Task ExpectGoAwayAsync(RawPeer peer, string why)
    {
        (_, _, byte[] payload) = await NextAsync(peer, FrameType.GoAway);
        Assert.Contains(why, GoAway.Read(payload).Reason, StringComparison.Ordinal);
    }
}
