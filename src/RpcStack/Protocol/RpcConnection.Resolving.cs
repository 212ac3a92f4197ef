using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol;

/// <summary>Resolving: names of services become promises, ahead of the first call on each.</summary>
public sealed partial class RpcConnection
{
    private readonly Dictionary<(ContractDescriptor Contract, string Name), Resolution> _resolutions = [];
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
            if (_resolutions.GetValueOrDefault((refused.Contract, refused.Name)) != refused) return true;
            Release(refused);
            _resolutions.Remove((refused.Contract, refused.Name));
            _otherBuilds.Add((refused.Contract, refused.Name));
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
            if (_resolutions.GetValueOrDefault((refused.Contract, refused.Name)) == refused)
                _resolutions.Remove((refused.Contract, refused.Name));
            Release(refused);
        }
    }

    /// <summary>The promise for a service on this connection; asks for it, ahead of the call, where there is none.</summary>
    private Resolution Resolve(RpcTarget target)
    {
        var service = target as ServiceTarget;
        if (service?.Resolution is { IsDead: false } known && ReferenceEquals(known.Connection, this)) return known;
        lock (_resolving)
        {
            if (!_resolutions.TryGetValue((target.Contract, target.Name), out Resolution? resolution) || resolution.IsDead)
                resolution = Begin(target.Contract, target.Name);
            if (service is not null) service.Resolution = resolution;
            return resolution;
        }
    }

    private Resolution Begin(ContractDescriptor contract, string name)
    {
        bool withSchema = _otherBuilds.Contains((contract, name));
        var resolution = new Resolution(this, contract, name, ++_promises, withSchema);
        var call = new ResolveCall(this, resolution);
        _pending.TryAdd(call, out ulong id, isExempt: true);
        ByteWriter frame = ScratchWriter.Rent();
        new RequestHeader { CallId = id, Target = TargetKey.Root, Promise = resolution.Promise }.Write(frame);
        ContractSchema schema = contract.Schema;
        new ResolveRequest(name, contract.Name, schema.Fingerprint, withSchema ? schema.Text : "").Write(frame);
        if (!_sender.AppendRequest(frame, id, _pending)) _pending.Take(id, out _)?.Fail(NotSent());
        ScratchWriter.Return(frame);
        _resolutions[(contract, name)] = resolution;
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
