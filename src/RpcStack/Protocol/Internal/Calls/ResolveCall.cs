using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol.Internal.Calls;

/// <summary>The call that resolves a name. Nobody awaits it: the calls on its promise learn the outcome by themselves.</summary>
internal sealed class ResolveCall(RpcConnection connection, Resolution resolution) : PendingCall
{
    public override string Name => $"resolution of '{resolution.Name}' on {connection.RemoteName}";

    public override void Complete(ReadOnlySpan<byte> body, IncomingReferences? references, Metadata? metadata) =>
        resolution.Settle(null);

    public override void Fault(FaultHeader fault, ReadOnlySpan<byte> body)
    {
        if (!fault.NeedsSchema || !connection.TryUpgrade(resolution)) connection.Forget(resolution, fault);
        resolution.Settle(fault);
    }

    public override void Fail(Exception error)
    {
        resolution.IsDead = true;
        resolution.Lose(error);
    }

    public override void Expire(long now) =>
        Fail(new RpcException(RpcStatus.DeadlineExceeded, $"{Name}: no answer", RpcPhase.Resolve));
}
