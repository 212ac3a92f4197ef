using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

public sealed class JsonConformanceTests() : FormatConformance(JsonFormat.Instance);
