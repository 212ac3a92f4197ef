using RpcStack.Marshalling;

namespace RpcStack.Tests.Calls;

public sealed class TcpStreams : StreamConformance
{
    protected override string Endpoint => "rpc+tcp://127.0.0.1:0";
}

public sealed class MemoryStreams : StreamConformance
{
    protected override string Endpoint { get; } = TestPair.UniqueMemory();
}

public sealed class ProtobufStreams : StreamConformance
{
    protected override string Endpoint { get; } = TestPair.UniqueMemory();

    protected override WireFormat Format => WireFormat.Protobuf;
}

public sealed class XdrStreams : StreamConformance
{
    protected override string Endpoint { get; } = TestPair.UniqueMemory();

    protected override WireFormat Format => WireFormat.Xdr;
}
