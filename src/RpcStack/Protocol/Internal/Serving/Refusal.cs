using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>Why a call was refused before it was started.</summary>
internal sealed record Refusal(RpcStatus Status, string Message, FaultFlags Flags = FaultFlags.None);
