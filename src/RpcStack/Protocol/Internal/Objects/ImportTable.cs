using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Objects;

/// <summary>
/// The peer's objects that this side holds. An object has one stub for each contract, as long as anybody uses it; the
/// table does not keep it alive.
/// </summary>
internal sealed class ImportTable(RpcConnection connection)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(TargetKey Key, ContractDescriptor Contract), WeakReference<Import>> _imports = [];

    public int Count
    {
        get
        {
            lock (_gate) return _imports.Count;
        }
    }

    /// <summary>Every import that is in use, at the moment.</summary>
    public List<Import> ToList()
    {
        lock (_gate) return [.. _imports.Values.Select(w => w.TryGetTarget(out Import? import) ? import : null).OfType<Import>()];
    }

    /// <summary>Counts that an object was received, and gives it.</summary>
    /// <exception cref="RpcException">There are as many as there may be.</exception>
    public Import Receive<T>(ReferenceTable.Entry entry, DateTimeOffset now, int limit, string? stack) where T : class, IContract<T>
    {
        lock (_gate)
        {
            (TargetKey, ContractDescriptor) key = (entry.Target, T.Descriptor);
            if (_imports.TryGetValue(key, out WeakReference<Import>? known) && known.TryGetTarget(out Import? import))
            {
                import.Count++;
                return import;
            }

            if (_imports.Count >= limit) throw TooMany(limit);
            import = new Import(connection, T.Descriptor, entry.Target, now)
            {
                Count = 1,
                Stack = stack,
                IsOfOtherBuild = entry.Fingerprint != T.Descriptor.Schema.Fingerprint,
            };
            import.Stub = T.CreateStub(connection.Outermost, import);
            _imports[key] = new(import);
            return import;
        }
    }

    /// <summary>Notes an object that a call of this side's is going to return.</summary>
    /// <exception cref="RpcException">There are as many as there may be.</exception>
    public void Add(Import promised, int limit)
    {
        lock (_gate)
        {
            if (_imports.Count >= limit) throw TooMany(limit);
            _imports[(promised.Key, promised.Contract)] = new(promised);
        }
    }

    /// <summary>One of the times that it was received comes to nothing; true where that was the only one.</summary>
    public bool Return(Import import)
    {
        lock (_gate)
        {
            if (import.IsReleased || --import.Count > 0) return false;
            import.IsReleased = true;
            Remove(import);
            return true;
        }
    }

    /// <summary>This side holds it no longer: how often it is to be given back, 0 where it was before.</summary>
    public ulong Release(Import import)
    {
        lock (_gate)
        {
            if (import.IsReleased) return 0;
            import.IsReleased = true;
            Remove(import);
            return import.Count;
        }
    }

    private void Remove(Import import)
    {
        (TargetKey, ContractDescriptor) key = (import.Key, import.Contract);
        // A new one may have come after this one was collected, and before it said so.
        if (_imports.TryGetValue(key, out WeakReference<Import>? known)
            && (!known.TryGetTarget(out Import? current) || ReferenceEquals(current, import)))
            _imports.Remove(key);
    }

    private static RpcException TooMany(int limit) => new(
        RpcStatus.ResourceExhausted,
        $"more references than {nameof(RpcLimits)}.{nameof(RpcLimits.MaxReferences)} ({limit}) are held here",
        RpcPhase.Marshal);
}
