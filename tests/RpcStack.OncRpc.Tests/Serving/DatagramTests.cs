using System.Net;
using System.Net.Sockets;
using RpcStack.OncPeer;

namespace RpcStack.OncRpc.Tests.Serving;

/// <summary>Calls that come again, or not at all.</summary>
public sealed class DatagramTests : IAsyncLifetime
{
    private readonly OncRpcServer _server = new(new OncRpcServerOptions { MaxRememberedReplies = 4 });
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private OncRpcEndpoint _endpoint = null!;

    public async Task InitializeAsync()
    {
        _server.Map<IInteropProgV3>(new Interop());
        _endpoint = await _server.ListenAsync("onc+udp://127.0.0.1:0");
        _socket.Connect(IPAddress.Loopback, _endpoint.Address.Port);
    }

    public async Task DisposeAsync()
    {
        _socket.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_comes_again_is_answered_again_and_runs_once()
    {
        byte[] call = RawMessage.Call(9, 7, 1);
        for (int i = 0; i < 3; i++) await _socket.SendAsync(call); // while it runs, it is dropped
        Assert.Equal(1u, (await ReceiveAsync())[^1]);
        for (int i = 0; i < 3; i++)
        {
            await _socket.SendAsync(call);
            uint[] again = await ReceiveAsync();
            Assert.Equal([9u, 1u, 0u, 0u, 0u, 0u, 1u], again);
        }

        await _socket.SendAsync(RawMessage.Call(10, 7, 1));
        Assert.Equal(2u, (await ReceiveAsync())[^1]);
    }

    [Fact]
    public async Task Another_call_under_the_same_number_is_another_call()
    {
        await _socket.SendAsync(RawMessage.Call(9, 3, 1, 1));
        Assert.Equal(2u, (await ReceiveAsync())[^1]);
        await _socket.SendAsync(RawMessage.Call(9, 3, 1, 2));
        Assert.Equal(3u, (await ReceiveAsync())[^1]);
    }

    [Fact]
    public async Task The_oldest_replies_are_forgotten()
    {
        for (uint xid = 0; xid < 6; xid++)
        {
            await _socket.SendAsync(RawMessage.Call(xid, 7, 1));
            Assert.Equal(xid + 1, (await ReceiveAsync())[^1]);
        }

        await _socket.SendAsync(RawMessage.Call(5, 7, 1));
        Assert.Equal(6u, (await ReceiveAsync())[^1]);
        await _socket.SendAsync(RawMessage.Call(0, 7, 1));
        Assert.Equal(7u, (await ReceiveAsync())[^1]);
    }

    [Fact]
    public async Task A_client_sends_again_until_it_is_answered()
    {
        using var lossy = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var client = new OncRpcClient(
            $"onc+udp://{lossy.Client.LocalEndPoint}",
            new OncRpcClientOptions { Retransmission = new RpcBackoff { Initial = TimeSpan.FromMilliseconds(20) } });
        Task<int> call = client.Get<IInteropProgV3>().InteropAddAsync(40, 2).AsTask();

        UdpReceiveResult first = await lossy.ReceiveAsync();
        UdpReceiveResult second = await lossy.ReceiveAsync();
        Assert.Equal(first.Buffer, second.Buffer);
        // What answers another call is not for this one.
        await lossy.SendAsync(RawMessage.Words(RawMessage.Words(first.Buffer)[0] + 1, 1, 0, 0, 0, 0, 99), first.RemoteEndPoint);
        await lossy.SendAsync(RawMessage.Words(RawMessage.Words(first.Buffer)[0], 1, 0, 0, 0, 0, 42), first.RemoteEndPoint);
        Assert.Equal(42, await call);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_at_once()
    {
        int port = ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;
        _socket.Dispose();
        await using var client = new OncRpcClient($"onc+udp://127.0.0.1:{port}");
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await client.Get<IInteropProgV3>().InteropAddAsync(1, 2));
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.False(error.Started);
    }

    private async Task<uint[]> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return RawMessage.Words((await _socket.ReceiveAsync(limit.Token)).Buffer);
    }
}
