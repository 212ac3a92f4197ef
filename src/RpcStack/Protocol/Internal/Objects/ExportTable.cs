using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.Protocol.Internal.Objects;

/// <summary>
/// The objects that one peer was given. An id is a slot and its generation, so that one that was given back never means
/// its successor; and it means something to this peer only.
/// </summary>
internal sealed class ExportTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectIdentity, Export> _byObject = [];
    private readonly List<Export?> _slots = [null]; // slot 0 would be the root
    private readonly List<ulong> _generations = [0];
    private readonly Stack<int> _free = new();
    private bool _isClosed;
    private bool _hasRevoked;

    public int Count
    {
        get
        {
            lock (_gate) return _byObject.Count;
        }
    }

    /// <summary>Every export, at the moment.</summary>
    public List<Export> ToList()
    {
        lock (_gate) return [.. _byObject.Values];
    }

    /// <summary>Counts that an object is being sent; null where the peer holds as many as it may.</summary>
    public Export? Send(object value, DispatchTable table, ContractView view, DateTimeOffset now, int limit, string? stack)
    {
        lock (_gate)
        {
            if (!_byObject.TryGetValue(new(value, table.Contract), out Export? export))
            {
                if (_byObject.Count >= limit) return null;
                export = Add(value, table, view, now, stack);
            }

            export.Count++;
            return export;
        }
    }

    public Export? Find(TargetKey key)
    {
        lock (_gate) return At(key);
    }

    /// <summary>
    /// The peer gives an object back, so many times. False where it was not given it as often; but once its lease ran out, it
    /// may give back what it does not know to be gone.
    /// </summary>
    public bool Release(TargetKey key, ulong count)
    {
        Export? export;
        lock (_gate)
        {
            export = At(key);
            if (export is null || count > export.Count || count == 0) return export is null && _hasRevoked;
            export.Count -= count;
            if (export.Count > 0) return true;
            Remove(export);
        }

        ObjectHolders.Remove(export.Object);
        return true;
    }

    /// <summary>Takes every object away from the peer; no more are given where the connection is over.</summary>
    public int Clear(bool closes)
    {
        List<Export> all;
        lock (_gate)
        {
            all = [.. _byObject.Values];
            foreach (Export export in all) Remove(export);
            _isClosed |= closes;
            _hasRevoked = true;
        }

        foreach (Export export in all) ObjectHolders.Remove(export.Object);
        return all.Count;
    }

    private Export Add(object value, DispatchTable table, ContractView view, DateTimeOffset now, string? stack)
    {
        if (_isClosed) throw new RpcException(RpcStatus.Unavailable, "the connection is closed", RpcPhase.Marshal);
        if (!_free.TryPop(out int slot))
        {
            slot = _slots.Count;
            _slots.Add(null);
            _generations.Add(0);
        }

        var export = new Export(
            TargetKey.OfSlot((ulong)slot, ++_generations[slot]), table, new ResolvedObject(value, view), now)
        {
            Stack = stack,
        };
        _slots[slot] = export;
        _byObject.Add(export.Identity, export);
        ObjectHolders.Add(value);
        return export;
    }

    private void Remove(Export export)
    {
        int slot = (int)(export.Key.Key >> 1);
        _slots[slot] = null;
        _free.Push(slot);
        _byObject.Remove(export.Identity);
    }

    private Export? At(TargetKey key)
    {
        ulong slot = key.Key >> 1;
        if (slot >= (ulong)_slots.Count) return null;
        return _slots[(int)slot] is { } export && export.Key == key ? export : null;
    }
}
