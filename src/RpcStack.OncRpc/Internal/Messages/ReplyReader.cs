namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>Reads replies (reply_body, RFC 5531 §9).</summary>
internal static class ReplyReader
{
    /// <summary>The call that a message answers; false where it answers none.</summary>
    public static bool TryReadXid(ReadOnlySpan<byte> message, out uint xid)
    {
        var reader = new ItemReader(message);
        return reader.TryRead(out xid) && reader.TryRead(out uint type) && type == (uint)MessageType.Reply;
    }

    /// <summary>The results of a call that succeeded.</summary>
    /// <param name="message">The reply.</param>
    /// <param name="call">What is called, and where, as messages name it.</param>
    /// <exception cref="RpcException">It did not, or the reply is none.</exception>
    public static ReadOnlySpan<byte> Results(ReadOnlySpan<byte> message, in CallName call)
    {
        var reader = new ItemReader(message);
        if (!reader.TryRead(out _) || !reader.TryRead(out _) || !reader.TryRead(out uint status)) throw call.Malformed();
        return (ReplyStatus)status switch
        {
            ReplyStatus.Accepted => Accepted(reader, in call),
            ReplyStatus.Denied => throw Denied(reader, in call),
            _ => throw call.Malformed(),
        };
    }

    private static ReadOnlySpan<byte> Accepted(ItemReader reader, in CallName call)
    {
        if (!reader.TryRead(out _) || !reader.TryReadOpaque(CallHeader.MaxAuth, out _) || !reader.TryRead(out uint status))
            throw call.Malformed();
        switch ((AcceptStatus)status)
        {
            case AcceptStatus.Success:
                return reader.Rest;
            case AcceptStatus.ProgramUnavailable:
                throw call.Failed(
                    RpcStatus.NotFound, RpcPhase.Resolve, $"the server has no program {call.Program.Number} (PROG_UNAVAIL)");
            case AcceptStatus.ProgramMismatch when reader.TryRead(out uint low) && reader.TryRead(out uint high):
                throw call.Failed(
                    RpcStatus.FailedPrecondition,
                    RpcPhase.Resolve,
                    $"the server has versions {low} to {high} of program {call.Program.Number}, not {call.Program.Version} (PROG_MISMATCH)");
            case AcceptStatus.ProcedureUnavailable:
                throw call.Failed(
                    RpcStatus.Unimplemented, RpcPhase.Resolve, "the server has no such procedure (PROC_UNAVAIL)");
            case AcceptStatus.GarbageArguments:
                throw call.Failed(
                    RpcStatus.InvalidArgument, RpcPhase.Marshal, "the server cannot read the arguments (GARBAGE_ARGS)");
            case AcceptStatus.SystemError:
                throw call.Failed(
                    RpcStatus.Unknown,
                    RpcPhase.Handler,
                    "the server failed, and ONC RPC has no room for the reason (SYSTEM_ERR)");
            default:
                throw call.Malformed();
        }
    }

    private static RpcException Denied(ItemReader reader, in CallName call)
    {
        if (!reader.TryRead(out uint reason)) return call.Malformed();
        if ((RejectStatus)reason is RejectStatus.RpcMismatch && reader.TryRead(out uint low) && reader.TryRead(out uint high))
            return call.Failed(
                RpcStatus.Unimplemented,
                RpcPhase.Connect,
                $"the server speaks versions {low} to {high} of ONC RPC, not {CallHeader.RpcVersion} (RPC_MISMATCH)");
        if ((RejectStatus)reason is not RejectStatus.AuthError || !reader.TryRead(out uint status)) return call.Malformed();
        (RpcStatus own, string text) = (AuthStatus)status switch
        {
            AuthStatus.BadCredential => (RpcStatus.Unauthenticated, "cannot read the credential (AUTH_BADCRED)"),
            AuthStatus.RejectedCredential => (RpcStatus.PermissionDenied, "refuses the credential (AUTH_REJECTEDCRED)"),
            AuthStatus.BadVerifier => (RpcStatus.Unauthenticated, "cannot read the verifier (AUTH_BADVERF)"),
            AuthStatus.RejectedVerifier => (RpcStatus.Unauthenticated, "refuses the verifier (AUTH_REJECTEDVERF)"),
            AuthStatus.TooWeak => (RpcStatus.Unauthenticated, "asks for a stronger credential (AUTH_TOOWEAK)"),
            _ => (RpcStatus.Unauthenticated, $"does not let the caller in (auth_stat {status})"),
        };
        return call.Failed(own, RpcPhase.Dispatch, "the server " + text);
    }
}
