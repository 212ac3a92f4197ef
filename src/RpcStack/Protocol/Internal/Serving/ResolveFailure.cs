namespace RpcStack.Protocol.Internal.Serving;

/// <summary>Why a name was not resolved.</summary>
internal sealed record ResolveFailure(RpcStatus Status, string Message, bool NeedsSchema = false);
