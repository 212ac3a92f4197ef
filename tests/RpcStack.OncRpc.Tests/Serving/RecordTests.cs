using RpcStack.OncPeer;

namespace RpcStack.OncRpc.Tests.Serving;

/// <summary>Records as strangers and enemies send them.</summary>
public sealed class RecordTests : IAsyncLifetime
{
    private static readonly uint[] Null = [7, 1, 0, 0, 0, 0];

    private readonly OncRpcServer _server = new(new OncRpcServerOptions
    {
        Limits = new OncRpcLimits { MaxMessageSize = 64 << 10, MessageTimeout = TimeSpan.FromSeconds(1) },
    });

    private OncRpcEndpoint _endpoint = null!;

    public async Task InitializeAsync()
    {
        _server.Map<IInteropProgV3>(new Interop());
        _endpoint = await _server.ListenAsync("onc+tcp://127.0.0.1:0");
    }

    public async Task DisposeAsync()
    {
        // Whatever was sent, the server serves.
        await using var client = new OncRpcClient(_endpoint);
        Assert.Equal(5, await client.Get<IInteropProgV3>().InteropAddAsync(2, 3));
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    public async Task A_record_may_come_in_fragments_of_any_size(int size)
    {
        using RawClient client = await RawClient.ConnectAsync(_endpoint);
        byte[] call = RawMessage.Call(7, 0);
        List<byte> bytes = [];
        foreach (byte[] fragment in call.Chunk(size)) bytes.AddRange([.. RawMessage.Words((uint)fragment.Length), .. fragment]);
        await client.SendAsync([.. bytes, .. RawMessage.Words(0x8000_0000)]);
        Assert.Equal(Null, await client.ReceiveAsync());
    }

    [Fact]
    public async Task Records_may_come_octet_by_octet_and_many_at_once()
    {
        using RawClient client = await RawClient.ConnectAsync(_endpoint);
        foreach (byte octet in RawMessage.Record(RawMessage.Call(7, 0))) await client.SendAsync([octet]);
        Assert.Equal(Null, await client.ReceiveAsync());

        await client.SendAsync([.. Enumerable.Range(0, 100).SelectMany(i => RawMessage.Record(RawMessage.Call((uint)i, 3, (uint)i, 1)))]);
        var sums = new Dictionary<uint, uint>();
        for (int i = 0; i < 100; i++)
        {
            uint[] reply = (await client.ReceiveAsync())!;
            sums.Add(reply[0], reply[^1]);
        }

        Assert.All(sums, pair => Assert.Equal(pair.Key + 1, pair.Value));
    }

    [Theory]
    [InlineData(0x7fff_ffff)]
    [InlineData(0xffff_ffff)]
    [InlineData(0x8001_0001)]
    public async Task A_fragment_that_announces_too_much_ends_the_connection_at_once(uint mark)
    {
        using RawClient client = await RawClient.ConnectAsync(_endpoint);
        await client.SendAsync(RawMessage.Words(mark));
        Assert.Null(await client.ReceiveAsync());
    }

    [Fact]
    public async Task Fragments_that_are_too_much_together_end_the_connection()
    {
        using RawClient client = await RawClient.ConnectAsync(_endpoint);
        byte[] fragment = [.. RawMessage.Words(1000), .. new byte[1000]];
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (int i = 0; i < 1000; i++) await client.SendAsync(fragment);
            Assert.NotNull(await client.ReceiveAsync());
        });
    }

    [Fact]
    public async Task Endless_empty_fragments_end_the_connection()
    {
        using RawClient client = await RawClient.ConnectAsync(_endpoint);
        await client.SendAsync(RawMessage.Words(new uint[17]));
        Assert.Null(await client.ReceiveAsync());
    }

    [Fact]
    public async Task A_record_that_trickles_in_ends_the_connection()
    {
        using RawClient client = await RawClient.ConnectAsync(_endpoint);
        await client.SendAsync([.. RawMessage.Words(0x8000_0028, 7)]);
        Assert.Null(await client.ReceiveAsync());
    }

    [Fact]
    public async Task A_reply_is_not_answered_and_a_message_that_is_none_neither()
    {
        using RawClient client = await RawClient.ConnectAsync(_endpoint);
        await client.SendAsync(RawMessage.Record(RawMessage.Words(1, 1, 0, 0, 0, 0)));
        await client.SendAsync(RawMessage.Record([1, 2, 3]));
        await client.SendAsync(RawMessage.Record([]));
        await client.SendAsync(RawMessage.Record(RawMessage.Call(7, 0)));
        Assert.Equal(Null, await client.ReceiveAsync());
    }

    [Theory]
    [InlineData(new uint[] { 7, 0, 3, RawMessage.Program, 3, 0, 0, 0, 0, 0 }, new uint[] { 7, 1, 1, 0, 2, 2 })] // RPC_MISMATCH
    [InlineData(new uint[] { 7, 0, 2, 1, 3, 0, 0, 0, 0, 0 }, new uint[] { 7, 1, 0, 0, 0, 1 })] // PROG_UNAVAIL
    [InlineData(new uint[] { 7, 0, 2, RawMessage.Program, 4, 0, 0, 0, 0, 0 }, new uint[] { 7, 1, 0, 0, 0, 2, 3, 3 })] // PROG_MISMATCH
    [InlineData(new uint[] { 7, 0, 2, RawMessage.Program, 3, 99, 0, 0, 0, 0 }, new uint[] { 7, 1, 0, 0, 0, 3 })] // PROC_UNAVAIL
    [InlineData(new uint[] { 7, 0, 2, RawMessage.Program, 3, 3, 0, 0, 0, 0, 1 }, new uint[] { 7, 1, 0, 0, 0, 4 })] // GARBAGE_ARGS
    [InlineData(new uint[] { 7, 0, 2, RawMessage.Program, 3, 3, 0, 0, 0, 0, 1, 2, 3 }, new uint[] { 7, 1, 0, 0, 0, 4 })] // more of them
    [InlineData(new uint[] { 7, 0, 2, RawMessage.Program, 3, 5, 0, 0, 0, 0, 0x7fff_ffff }, new uint[] { 7, 1, 0, 0, 0, 4 })] // a bomb
    [InlineData(new uint[] { 7, 0, 2, RawMessage.Program, 3, 6, 0, 0, 0, 0, 0 }, new uint[] { 7, 1, 0, 0, 0, 5 })] // SYSTEM_ERR
    [InlineData(new uint[] { 7, 0, 2, RawMessage.Program, 3, 0, 5, 0, 0, 0 }, new uint[] { 7, 1, 1, 1, 2 })] // AUTH_REJECTEDCRED
    [InlineData(new uint[] { 7, 0, 2, RawMessage.Program, 3, 0, 1, 4, 9, 0, 0 }, new uint[] { 7, 1, 1, 1, 1 })] // AUTH_BADCRED
    [InlineData(new uint[] { 7, 0, 2, RawMessage.Program, 3, 0, 0, 401, 0, 0 }, new uint[] { 7, 1, 1, 1, 1 })] // too long
    [InlineData(new uint[] { 7, 0, 2, RawMessage.Program, 3, 0, 0, 0, 0, 401 }, new uint[] { 7, 1, 1, 1, 3 })] // AUTH_BADVERF
    public async Task What_is_wrong_is_said_as_the_standard_says_it(uint[] call, uint[] reply)
    {
        using RawClient client = await RawClient.ConnectAsync(_endpoint);
        await client.SendAsync(RawMessage.Record(RawMessage.Words(call)));
        Assert.Equal(reply, await client.ReceiveAsync());
    }

    [Fact]
    public async Task Random_records_are_answered_or_dropped()
    {
        var random = new Random(5531);
        using RawClient client = await RawClient.ConnectAsync(_endpoint);
        byte[] good = RawMessage.Call(7, 1, 1, 0, 0, 0, 0, 0, 1, 4, 0x61626364, 0, 0, 0, 0);
        for (int i = 0; i < 500; i++)
        {
            byte[] bad = [.. good];
            for (int j = random.Next(1, 6); j > 0; j--) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            await client.SendAsync(RawMessage.Record(bad[..random.Next(bad.Length + 1)]));
        }

        await client.SendAsync(RawMessage.Record(RawMessage.Call(0xfeed, 0)));
        while ((await client.ReceiveAsync())![0] != 0xfeed) { }
    }
}
