using RpcStack.Cli.Comparison;

namespace RpcStack.Cli.Output;

/// <summary>What one stack costs.</summary>
internal sealed record StackEntry(
    string Name,
    Spread CallsPerSecond,
    Spread P50,
    Spread P90,
    Spread P99,
    double CpuPerCall,
    Spread? FirstCall,
    double? BytesUpPerCall,
    double? BytesDownPerCall,
    double? PacketsPerCall,
    string PacketUnit,
    double? ExtraConnectionsPerCall,
    double AllocatedBytesPerCall,
    int? CodeLines,
    IReadOnlyList<Round> Rounds);
