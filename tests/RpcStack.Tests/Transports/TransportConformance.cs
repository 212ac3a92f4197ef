using RpcStack.Transports;

namespace RpcStack.Tests.Transports;

/// <summary>What a transport promises; one subclass for each.</summary>
public abstract class TransportConformance : IAsyncLifetime
{
    private TransportListener _listener = null!;
    private TransportConnection _client = null!;
    private TransportConnection _server = null!;

    protected abstract string Endpoint { get; }

    protected virtual ReadSide ReadSide => ReadSide.Asynchronous;

    protected virtual TransportOptions Options => TransportOptions.Default;

    public async Task InitializeAsync()
    {
        RpcEndpoint endpoint = RpcEndpoint.Parse(Endpoint);
        Transport transport = Transport.For(endpoint, Options);
        _listener = await transport.ListenAsync(endpoint, default);
        ValueTask<TransportConnection?> accepting = _listener.AcceptAsync(default);
        _client = await transport.ConnectAsync(_listener.Endpoint, default);
        _server = (await accepting)!;
        _client.Use(ReadSide);
        _server.Use(ReadSide);
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
        await _listener.DisposeAsync();
    }

    [Fact]
    public async Task Bytes_arrive_in_order_in_both_directions()
    {
        await _client.SendAsync("ping"u8.ToArray(), default);
        Assert.Equal("ping"u8.ToArray(), await ReceiveAsync(_server, 4));
        await _server.SendAsync("pong"u8.ToArray(), default);
        Assert.Equal("pong"u8.ToArray(), await ReceiveAsync(_client, 4));
    }

    [Fact]
    public async Task A_large_send_goes_on_as_the_peer_reads()
    {
        byte[] large = new byte[8 << 20];
        Random.Shared.NextBytes(large);
        Task sending = _client.SendAsync(large, default).AsTask();
        Assert.Equal(large, await ReceiveAsync(_server, large.Length));
        await sending;
    }

    [Fact]
    public async Task A_send_waits_while_the_peer_does_not_read()
    {
        Task sending = _client.SendAsync(new byte[64 << 20], default).AsTask();
        await Task.Delay(200);
        Assert.False(sending.IsCompleted);
        _client.Abort();
        await Assert.ThrowsAsync<RpcException>(() => sending);
    }

    [Fact]
    public async Task The_end_of_sending_is_received_as_zero_after_what_was_sent()
    {
        await _client.SendAsync("last words"u8.ToArray(), default);
        _client.FinishSending();
        Assert.Equal("last words"u8.ToArray(), await ReceiveAsync(_server, 10));
        Assert.Equal(0, await _server.ReceiveAsync(new byte[1], default));
        await _server.SendAsync("answer"u8.ToArray(), default);
        Assert.Equal("answer"u8.ToArray(), await ReceiveAsync(_client, 6));
    }

    [Fact]
    public async Task Aborting_ends_a_receive_that_waits_on_either_side()
    {
        ValueTask<int> here = _client.ReceiveAsync(new byte[1], default);
        ValueTask<int> there = _server.ReceiveAsync(new byte[1], default);
        _client.Abort();
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await here);
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        // A peer sees a reset or an end, as the system has it.
        try
        {
            Assert.Equal(0, await there);
        }
        catch (RpcException reset)
        {
            Assert.Equal(RpcStatus.Unavailable, reset.Status);
        }
    }

    [Fact]
    public async Task A_receive_can_be_cancelled_and_another_begun()
    {
        using var cancel = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _client.ReceiveAsync(new byte[1], cancel.Token));
        await _server.SendAsync("x"u8.ToArray(), default);
        Assert.Equal("x"u8.ToArray(), await ReceiveAsync(_client, 1));
    }

    [Fact]
    public async Task A_listener_that_is_disposed_accepts_nobody()
    {
        ValueTask<TransportConnection?> accepting = _listener.AcceptAsync(default);
        await _listener.DisposeAsync();
        Assert.Null(await accepting);
        RpcException error = await Assert.ThrowsAsync<RpcException>(
            async () => await Transport.For(_listener.Endpoint, Options).ConnectAsync(_listener.Endpoint, default));
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.Equal(RpcPhase.Connect, error.Phase);
    }

    [Fact]
    public async Task An_endpoint_is_taken_once()
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(
            async () => await Transport.For(_listener.Endpoint, Options).ListenAsync(_listener.Endpoint, default));
        Assert.Equal(RpcStatus.AlreadyExists, error.Status);
        Assert.Contains("taken", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_sides_have_names() =>
        Assert.All(new[] { _client, _server }, c => Assert.True(c.LocalName.Length > 3 && c.RemoteName.Length > 3));

    private static async Task<byte[]> ReceiveAsync(TransportConnection connection, int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count;)
        {
            int received = await connection.ReceiveAsync(bytes.AsMemory(i), default);
            Assert.True(received > 0, $"The connection ended after {i} of {count} octets.");
            i += received;
        }

        return bytes;
    }
}
