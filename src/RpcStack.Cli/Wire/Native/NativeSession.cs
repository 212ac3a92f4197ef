using RpcStack.Cli.Wire.Bodies;
using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Cli.Wire.Native;

/// <summary>What the frames of a connection say of later ones: the format, whose objects are what, and which calls are open.</summary>
internal sealed class NativeSession(ContractCatalogue contracts)
{
    /// <summary>How much is remembered; of what is beyond, octets have no names.</summary>
    private const int MaxRemembered = 100_000;

    private readonly Dictionary<(Side Caller, ulong Call), NativeCall> _calls = [];
    private readonly Dictionary<(Side Owner, TargetKey Target), KnownContract> _objects = [];

    /// <summary>The format of every body, which the client chose.</summary>
    public BodyFormat Format { get; set; } = BodyFormat.MessagePack;

    public ContractCatalogue Contracts { get; } = contracts;

    /// <summary>The contract of what a call of <paramref name="caller"/> targets.</summary>
    public KnownContract? ContractOf(Side caller, TargetKey target) =>
        _objects.GetValueOrDefault((target.IsPromise ? caller : Flow.Opposite(caller), target));

    /// <summary>From now on a side's promise, or its object, has a contract.</summary>
    public void Bind(Side owner, TargetKey target, KnownContract? contract)
    {
        if (contract is not null && _objects.Count < MaxRemembered) _objects[(owner, target)] = contract;
    }

    public void Begin(Side caller, ulong call, NativeCall what)
    {
        if (call != 0 && _calls.Count < MaxRemembered) _calls[(caller, call)] = what;
    }

    public NativeCall? Find(Side caller, ulong call) => _calls.GetValueOrDefault((caller, call));

    public void End(Side caller, ulong call) => _calls.Remove((caller, call));

    /// <summary>The contract of the object that a result is, or null.</summary>
    public KnownContract? ResultOf(KnownOperation? operation)
    {
        Shape? shape = operation?.Response;
        if (shape is MessageShape { Fields.Count: 1 } message) shape = message.Fields[0].Shape;
        return shape is ReferenceShape reference ? Contracts.Find(reference.Contract) : null;
    }
}
