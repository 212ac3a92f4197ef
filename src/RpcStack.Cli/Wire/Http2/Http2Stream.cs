using RpcStack.Cli.Wire.Contracts;

namespace RpcStack.Cli.Wire.Http2;

/// <summary>A stream of HTTP/2: for gRPC, a call.</summary>
internal sealed class Http2Stream
{
    public string Path { get; set; } = "";

    public bool IsGrpc { get; set; }

    /// <summary>What is called, where the contract is known.</summary>
    public KnownOperation? Operation { get; set; }

    /// <summary>How each side compresses messages that say that they are.</summary>
    public string?[] Encoding { get; } = new string?[2];

    /// <summary>What came of each side's message that has not ended yet.</summary>
    public List<byte>[] Pending { get; } = [[], []];
}
