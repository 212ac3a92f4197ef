using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol;

/// <summary>Resolving: names of services become promises, ahead of the first call on each.</summary>
public sealed partial class RpcConnection
{
    private readonly Dictionary<(ContractDescriptor Contract, string Name, TargetKey Object), Resolution> _resolutions = [];
    private readonly HashSet<(ContractDescriptor Contract, string Name)> _otherBuilds = [];
    private readonly Lock _resolving = new();
    private ulong _promises;

    /// <inheritdoc/>
    public override RpcTarget Locate(ContractDescriptor contract, string name) => new ServiceTarget(contract, name);

    /// <summary>Gives up a promise, for one whose resolution carries the schema; false where this one's did.</summary>
    internal bool TryUpgrade(Resolution refused)
    {
        if (refused.HasSchema) return false;
        lock (_resolving)
        {
            refused.IsDead = true;
            if (_resolutions.GetValueOrDefault(refused.Identity) != refused) return true;
            Release(refused);
            _resolutions.Remove(refused.Identity);
            _otherBuilds.Add(refused.Build);
        }

        return true;
    }

    /// <summary>The name was not resolved: a later call asks anew.</summary>
    internal void Forget(Resolution refused, FaultHeader refusal)
    {
        lock (_resolving)
        {
            refused.Refusal = refusal;
            refused.IsDead = true;
            if (_resolutions.GetValueOrDefault(refused.Identity) == refused)
                _resolutions.Remove(refused.Identity);
            Release(refused);
        }
    }

    /// <summary>The promise for a service on this connection; asks for it, ahead of the call, where there is none.</summary>
    private Resolution Resolve(RpcTarget target)
    {
        if (target is Import import) return Resolve(import);
        var service = target as ServiceTarget;
        if (service?.Resolution is { IsDead: false } known && ReferenceEquals(known.Connection, this)) return known;
        lock (_resolving)
        {
            if (!_resolutions.TryGetValue((target.Contract, target.Name, TargetKey.Root), out Resolution? resolution) || resolution.IsDead)
                resolution = Begin(target.Contract, target.Name, TargetKey.Root);
            if (service is not null) service.Resolution = resolution;
            return resolution;
        }
    }

    /// <summary>Asks for a promise for a service, or for an object under this side's build of its contract.</summary>
    private Resolution Begin(ContractDescriptor contract, string name, TargetKey of)
    {
        bool withSchema = _otherBuilds.Contains((contract, of.IsRoot ? name : ""));
        var resolution = new Resolution(this, contract, name, ++_promises, withSchema) { Object = of };
        var call = new ResolveCall(this, resolution);
        _pending.TryAdd(call, out ulong id, isExempt: true);
        ByteWriter frame = ScratchWriter.Rent();
        int ordinal = of.IsRoot ? ResolveRequest.OfName : ResolveRequest.OfObject;
        new RequestHeader { CallId = id, Ordinal = ordinal, Promise = resolution.Promise }.Write(frame);
        ContractSchema schema = contract.Schema;
        if (!of.IsRoot) of.Write(frame);
        new ResolveRequest(of.IsRoot ? name : "", contract.Name, schema.Fingerprint, withSchema ? schema.Text : "").Write(frame);
        if (!_sender.AppendRequest(frame, id, _pending)) _pending.Take(id, out _)?.Fail(NotSent());
        ScratchWriter.Return(frame);
        _resolutions[resolution.Identity] = resolution;
        return resolution;
    }

    private void Release(Resolution resolution)
    {
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.Release);
        resolution.Key.Write(frame);
        frame.WriteVarint(1);
        _sender.Append(frame);
        ScratchWriter.Return(frame);
    }
}
