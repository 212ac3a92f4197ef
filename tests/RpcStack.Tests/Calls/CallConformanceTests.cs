using RpcStack.Marshalling;

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
