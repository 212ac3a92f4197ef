namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>Whether a call was taken at all (reply_stat, RFC 5531 §9).</summary>
internal enum ReplyStatus : uint
{
    Accepted = 0,
    Denied = 1,
}
