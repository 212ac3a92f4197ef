using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

public sealed class MessagePackConformanceTests() : FormatConformance(WireFormat.MessagePack);
