using RpcStack.Marshalling;

namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>Writes replies (reply_body, RFC 5531 §9); their verifiers say nothing.</summary>
internal static class ReplyWriter
{
    /// <summary>The call succeeded; its results follow.</summary>
    public static void Success(ByteWriter message, uint xid) => Accepted(message, xid, AcceptStatus.Success);

    /// <summary>The call was taken, and this became of it.</summary>
    public static void Accepted(ByteWriter message, uint xid, AcceptStatus status)
    {
        XdrEncoder encoder = Begin(message, xid, ReplyStatus.Accepted);
        encoder.WriteUInt32((uint)AuthFlavor.None);
        encoder.WriteBytes([]);
        encoder.WriteUInt32((uint)status);
    }

    /// <summary>There are other versions of the program.</summary>
    public static void ProgramMismatch(ByteWriter message, uint xid, uint lowest, uint highest)
    {
        Accepted(message, xid, AcceptStatus.ProgramMismatch);
        var encoder = new XdrEncoder(message);
        encoder.WriteUInt32(lowest);
        encoder.WriteUInt32(highest);
    }

    /// <summary>The call is of another version of the protocol.</summary>
    public static void RpcMismatch(ByteWriter message, uint xid)
    {
        XdrEncoder encoder = Begin(message, xid, ReplyStatus.Denied);
        encoder.WriteUInt32((uint)RejectStatus.RpcMismatch);
        encoder.WriteUInt32(CallHeader.RpcVersion);
        encoder.WriteUInt32(CallHeader.RpcVersion);
    }

    /// <summary>The caller is not let in.</summary>
    public static void AuthError(ByteWriter message, uint xid, AuthStatus status)
    {
        XdrEncoder encoder = Begin(message, xid, ReplyStatus.Denied);
        encoder.WriteUInt32((uint)RejectStatus.AuthError);
        encoder.WriteUInt32((uint)status);
    }

    private static XdrEncoder Begin(ByteWriter message, uint xid, ReplyStatus status)
    {
        var encoder = new XdrEncoder(message);
        encoder.WriteUInt32(xid);
        encoder.WriteUInt32((uint)MessageType.Reply);
        encoder.WriteUInt32((uint)status);
        return encoder;
    }
}
