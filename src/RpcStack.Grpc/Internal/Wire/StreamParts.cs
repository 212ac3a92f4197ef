using RpcStack.Marshalling;

namespace RpcStack.Grpc.Internal.Wire;

/// <summary>What a stream of requests consists of.</summary>
internal static class StreamParts
{
    /// <summary>Whether parameters stand beside the stream, so that its first message carries them.</summary>
    public static bool HasRequest(Operation operation) => operation.RequestShape is not MessageShape { Fields.Count: 0 };
}
