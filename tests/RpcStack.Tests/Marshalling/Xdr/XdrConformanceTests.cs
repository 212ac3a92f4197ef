using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

public sealed class XdrConformanceTests() : FormatConformance(WireFormat.Xdr);
