namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>What became of a call that was taken (accept_stat, RFC 5531 §9).</summary>
internal enum AcceptStatus : uint
{
    Success = 0,
    ProgramUnavailable = 1,
    ProgramMismatch = 2,
    ProcedureUnavailable = 3,
    GarbageArguments = 4,
    SystemError = 5,
}
