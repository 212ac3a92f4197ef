using System.Net;
using System.Net.Sockets;
using RpcStack.Testing;
using RpcStack.Tests.Calls;
using RpcStack.Transports;

namespace RpcStack.Tests.Transports;

public sealed class TcpTransportTests : TransportConformance
{
    protected override string Endpoint => "rpc+tcp://127.0.0.1:0";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task All_addresses_of_both_families_are_one_listener(string client)
    {
        await using TransportListener listener = await Listen("rpc+tcp://[::]:0");
        ValueTask<TransportConnection?> accepting = listener.AcceptAsync(default);
        var endpoint = RpcEndpoint.Parse($"rpc+tcp://{client}:{listener.Endpoint.Port}");
        await using TransportConnection near = await Transport.Tcp.ConnectAsync(endpoint, default);
        await using TransportConnection? far = await accepting;
        Assert.StartsWith(client == "[::1]" ? "[::1]:" : "127.0.0.1:", far!.RemoteName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_tried_address_by_address()
    {
        await using TransportListener listener = await Listen("rpc+tcp://127.0.0.1:0");
        var endpoint = RpcEndpoint.Parse($"rpc+tcp://localhost:{listener.Endpoint.Port}");
        await using TransportConnection connection = await Transport.Tcp.ConnectAsync(endpoint, default);
        Assert.Equal($"127.0.0.1:{listener.Endpoint.Port}", connection.RemoteName);
    }

    [Theory]
    [InlineData("rpc+tcp://192.0.2.1:0", RpcStatus.InvalidArgument, "not one of this machine's")]
    [InlineData("rpc+tcp://no-such-host.invalid:1", RpcStatus.Unavailable, "has no address")]
    public async Task Where_it_cannot_listen_it_says_why(string endpoint, RpcStatus status, string why)
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await Listen(endpoint));
        Assert.Equal(status, error.Status);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_that_leave_before_they_are_accepted_do_not_end_the_listener()
    {
        await using TransportListener listener = await Listen("rpc+tcp://127.0.0.1:0");
        for (int i = 0; i < 20; i++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new(true, 0) };
            await socket.ConnectAsync(IPAddress.Loopback, listener.Endpoint.Port);
        }

        await using TransportConnection good = await Transport.Tcp.ConnectAsync(listener.Endpoint, default);
        while (true)
        {
            await using TransportConnection? accepted = await listener.AcceptAsync(default);
            if (accepted!.RemoteName == good.LocalName) return;
        }
    }

    [Fact]
    public async Task The_kernel_counts_segments_on_Linux()
    {
        if (!OperatingSystem.IsLinux()) return;
        await using TestPair pair = await TestPair.StartAsync();
        await pair.Stub.EchoAsync("one");
        TransportStatistics before = pair.Client.Connection!.Statistics!.Value;
        await pair.Stub.EchoAsync("two");
        TransportStatistics after = pair.Client.Connection!.Statistics!.Value;
        Assert.InRange(after.SegmentsSent - before.SegmentsSent, 1, 4);
        Assert.InRange(after.BytesReceived - before.BytesReceived, 8, 64);
    }

    private static ValueTask<TransportListener> Listen(string endpoint) =>
        Transport.Tcp.ListenAsync(RpcEndpoint.Parse(endpoint), default);
}

public sealed class TcpOverIPv6TransportTests : TransportConformance
{
    protected override string Endpoint => "rpc+tcp://[::1]:0";
}

public sealed class MemoryTransportTests : TransportConformance
{
    protected override string Endpoint { get; } = TestPair.UniqueMemory();
}

public sealed class UnixTransportTests : TransportConformance
{
    protected override string Endpoint { get; } = SocketFile.New();
}

public sealed class AbstractUnixTransportTests : TransportConformance
{
    // Only Linux has these; elsewhere its file stands in.
    protected override string Endpoint { get; } = OperatingSystem.IsLinux()
        ? $"rpc+unix://@rpcstack-{Guid.NewGuid():N}"
        : SocketFile.New();
}

public sealed class TlsTransportTests : TransportConformance
{
    protected override string Endpoint => "rpc+tls://127.0.0.1:0";

    protected override TransportOptions Options => Certificates.Tls;
}

public sealed class TlsOverUnixTransportTests : TransportConformance
{
    protected override string Endpoint { get; } = SocketFile.New("tls+unix");

    protected override TransportOptions Options => Certificates.Tls;
}

public sealed class MutualTlsTransportTests : TransportConformance
{
    protected override string Endpoint => "rpc+tls://127.0.0.1:0";

    protected override TransportOptions Options => Certificates.MutualTls;
}

public sealed class SimulatedLinkTransportTests : TransportConformance
{
    protected override string Endpoint => "rpc+tcp://127.0.0.1:0";

    protected override TransportOptions Options { get; } = new()
    {
        Override = new SimulatedLink(Transport.Tcp, new LinkProfile { Latency = TimeSpan.FromMilliseconds(1) }),
    };
}

public sealed class ThreadReadTransportTests : TransportConformance
{
    protected override string Endpoint => "rpc+tcp://127.0.0.1:0";

    protected override ReadSide ReadSide => ReadSide.Thread;
}

public sealed class SpinningTransportTests : TransportConformance
{
    protected override string Endpoint => "rpc+tcp://127.0.0.1:0";

    protected override ReadSide ReadSide => ReadSide.Spin;
}
