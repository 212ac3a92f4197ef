using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Objects;

/// <summary>
/// An object of the peer's that this side holds a reference to, under a contract. Its stub and whatever copies of it are in
/// use keep it alive; after them, it gives itself back.
/// </summary>
internal sealed class Import : RpcTarget
{
    public Import(RpcConnection connection, ContractDescriptor contract, TargetKey key, DateTimeOffset since)
        : base(contract, key.ToString())
    {
        Connection = connection;
        Key = key;
        Since = since;
    }

    /// <summary>The same reference by another contract.</summary>
    public Import(Import original, ContractDescriptor contract) : this(original.Connection, contract, original.Key, original.Since)
    {
        Original = original;
        IsOfOtherBuild = true;
        // It keeps the original in use, and the other way round: only that gives itself back.
        GC.SuppressFinalize(this);
    }

    ~Import()
    {
        if (!IsReleased) Connection.Abandon(this);
    }

    public RpcConnection Connection { get; }

    /// <summary>The object, in the peer's table.</summary>
    public TargetKey Key { get; }

    /// <summary>When it was first received.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>The stack that received it first, or null where none is kept.</summary>
    public string? Stack { get; init; }

    /// <summary>How often it was received, which is how often it is to be given back.</summary>
    public ulong Count { get; set; }

    /// <summary>Whether it was given back.</summary>
    public bool IsReleased { get; set; }

    /// <summary>What its calls target: the object itself, or a promise for it under this side's build of the contract.</summary>
    public Resolution? Resolution { get; set; }

    /// <summary>Whether the peer's build of the contract is another.</summary>
    public bool IsOfOtherBuild { get; init; }

    /// <summary>The call that is to make the object, where this is a promise of it; null otherwise.</summary>
    public PromiseOutcome? Promise { get; init; }

    /// <summary>The reference that this is by another contract; null where it is itself.</summary>
    public Import? Original { get; }

    /// <summary>What the peer has said of other contracts that the object may have, or is being asked.</summary>
    public Dictionary<ContractDescriptor, Task<Import>>? Casts { get; set; }

    /// <summary>The one stub of this object under this contract.</summary>
    public object Stub { get; set; } = null!;

    public override ValueTask ReleaseAsync()
    {
        Connection.Release(Original ?? this);
        return default;
    }
}
