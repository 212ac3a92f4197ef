using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Resolving;

/// <summary>
/// What was learned, for as long as its TTL says, and no more than so many entries of it: the least recently used go
/// first. What the authority said and what was said on the way to it are kept apart.
/// </summary>
internal sealed class ResolverCache(int maxEntries, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Key, LinkedListNode<Item>> _items = [];
    private readonly LinkedList<Item> _byUse = [];

    internal int Count
    {
        get
        {
            lock (_gate) return _items.Count;
        }
    }

    /// <summary>What is known, its TTL counted down; null if nothing is.</summary>
    internal CacheEntry? Find(DomainName name, DnsRecordType type, CacheKind kind)
    {
        lock (_gate)
        {
            if (!_items.TryGetValue(new Key(name, type, kind), out LinkedListNode<Item>? node)) return null;
            var age = (uint)time.GetElapsedTime(node.Value.Since).TotalSeconds;
            if (age >= node.Value.Entry.TimeToLive)
            {
                Remove(node);
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Entry.Aged(age);
        }
    }

    /// <summary>Remembers what was learned, in the place of what was known before.</summary>
    internal void Put(DomainName name, DnsRecordType type, CacheKind kind, CacheEntry entry)
    {
        if (entry.TimeToLive == 0) return;
        var key = new Key(name, type, kind);
        lock (_gate)
        {
            if (_items.TryGetValue(key, out LinkedListNode<Item>? old)) Remove(old);
            _items[key] = _byUse.AddFirst(new Item(key, entry, time.GetTimestamp()));
            if (_items.Count > maxEntries) Remove(_byUse.Last!);
        }
    }

    private void Remove(LinkedListNode<Item> node)
    {
        _items.Remove(node.Value.Key);
        _byUse.Remove(node);
    }

    private readonly record struct Key(DomainName Name, DnsRecordType Type, CacheKind Kind);

    private sealed record Item(Key Key, CacheEntry Entry, long Since);
}
