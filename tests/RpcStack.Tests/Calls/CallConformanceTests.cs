using RpcStack.Marshalling;
using RpcStack.Testing;
using RpcStack.Tests.Transports;
using RpcStack.Transports;

namespace RpcStack.Tests.Calls;

public sealed class TcpCalls : CallConformance
{
    protected override string Endpoint => "rpc+tcp://127.0.0.1:0";
}

public sealed class TcpOverIPv6Calls : CallConformance
{
    protected override string Endpoint => "rpc+tcp://[::1]:0";
}

public sealed class MemoryCalls : CallConformance
{
    protected override string Endpoint { get; } = TestPair.UniqueMemory();
}

public sealed class XdrCalls : CallConformance
{
    protected override string Endpoint { get; } = TestPair.UniqueMemory();

    protected override WireFormat Format => WireFormat.Xdr;
}

public sealed class ProtobufCalls : CallConformance
{
    protected override string Endpoint { get; } = TestPair.UniqueMemory();

    protected override WireFormat Format => WireFormat.Protobuf;
}

public sealed class UnixCalls : CallConformance
{
    protected override string Endpoint { get; } = SocketFile.New();
}

public sealed class TlsCalls : CallConformance
{
    protected override string Endpoint => "rpc+tls://127.0.0.1:0";

    protected override TransportOptions ClientTransport => Certificates.Tls;
}

public sealed class TlsOverUnixCalls : CallConformance
{
    protected override string Endpoint { get; } = SocketFile.New("tls+unix");

    protected override TransportOptions ClientTransport => Certificates.Tls;
}

public sealed class MutualTlsCalls : CallConformance
{
    protected override string Endpoint => "rpc+tls://127.0.0.1:0";

    protected override TransportOptions ClientTransport => Certificates.MutualTls;
}

public sealed class SimulatedLinkCalls : CallConformance
{
    protected override string Endpoint => "rpc+tcp://127.0.0.1:0";

    protected override TransportOptions ClientTransport { get; } = new()
    {
        Override = new SimulatedLink(Transport.Tcp, new LinkProfile
        {
            Latency = TimeSpan.FromMilliseconds(2),
            Jitter = TimeSpan.FromMilliseconds(2),
            Bandwidth = 100_000_000,
        }),
    };

    protected override TransportOptions ServerTransport => TransportOptions.Default;
}

public sealed class ThreadReadCalls : CallConformance
{
    protected override string Endpoint => "rpc+tcp://127.0.0.1:0";

    protected override ReadSide ReadSide => ReadSide.Thread;
}

public sealed class SpinningCalls : CallConformance
{
    protected override string Endpoint => "rpc+tcp://127.0.0.1:0";

    protected override ReadSide ReadSide => ReadSide.Spin;
}
