namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>Why a call was not taken (reject_stat, RFC 5531 §9).</summary>
internal enum RejectStatus : uint
{
    RpcMismatch = 0,
    AuthError = 1,
}
