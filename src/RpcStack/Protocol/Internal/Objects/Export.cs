using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.Protocol.Internal.Objects;

/// <summary>An object of this side's that the peer holds references to, under a contract.</summary>
/// <param name="Key">What the peer calls it by.</param>
/// <param name="Table">What runs its operations, for peers of any build.</param>
/// <param name="Target">The object, under this side's own build of the contract.</param>
/// <param name="Since">When the peer was first given it.</param>
internal sealed record Export(TargetKey Key, DispatchTable Table, ResolvedObject Target, DateTimeOffset Since)
{
    /// <summary>How often the peer was sent it and has not given it back.</summary>
    public ulong Count { get; set; }

    /// <summary>The stack that sent it first, or null where none is kept.</summary>
    public string? Stack { get; init; }

    public object Object => Target.Service!;

    public ObjectIdentity Identity => new(Object, Table.Contract);
}
