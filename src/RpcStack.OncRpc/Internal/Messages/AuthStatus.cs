namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>Why a caller was not let in (auth_stat, RFC 5531 §9).</summary>
internal enum AuthStatus : uint
{
    Ok = 0,
    BadCredential = 1,
    RejectedCredential = 2,
    BadVerifier = 3,
    RejectedVerifier = 4,
    TooWeak = 5,
    InvalidResponse = 6,
    Failed = 7,
}
