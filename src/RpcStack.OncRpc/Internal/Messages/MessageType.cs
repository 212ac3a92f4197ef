namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>Whether a message asks or answers (msg_type, RFC 5531 §9).</summary>
internal enum MessageType : uint
{
    Call = 0,
    Reply = 1,
}
