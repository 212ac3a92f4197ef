namespace RpcStack.Benchmarks.Contracts;

/// <summary>Many of the small message.</summary>
[RpcMessage]
internal sealed partial record SampleList(List<Sample> Items);
