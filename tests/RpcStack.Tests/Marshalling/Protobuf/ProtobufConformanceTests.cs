using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

public sealed class ProtobufConformanceTests() : FormatConformance(WireFormat.Protobuf);
