using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>
/// The references of a body, before it: <c>count:varint (owner:u8 target [fingerprint:u64])*</c>. Owner 0 is the sender, whose
/// object comes with the fingerprint of its contract; owner 1 the receiver, whose object comes home. They stand outside the
/// body so that a frame whose body is never decoded still accounts for each.
/// </summary>
internal sealed class ReferenceTable
{
    private const byte OfSender = 0;
    private const byte OfReceiver = 1;

    private readonly List<Entry> _entries = [];

    public int Count => _entries.Count;

    public Entry this[int index] => _entries[index];

    public static ReferenceTable Read(ref PayloadReader reader, int limit)
    {
        var table = new ReferenceTable();
        int count = reader.ReadInt32("The number of references", limit);
        for (int i = 0; i < count; i++) table._entries.Add(Entry.Read(ref reader));
        return table;
    }

    public int Add(Entry entry)
    {
        _entries.Add(entry);
        return _entries.Count;
    }

    public void Write(ByteWriter writer)
    {
        writer.WriteVarint((ulong)_entries.Count);
        foreach (Entry entry in _entries) entry.Write(writer);
    }

    /// <summary>One reference.</summary>
    /// <param name="Target">The object, in its owner's session.</param>
    /// <param name="Fingerprint">The sender's build of the contract; null where the object is the receiver's.</param>
    internal readonly record struct Entry(TargetKey Target, ulong? Fingerprint)
    {
        /// <summary>Whether the object is the receiver's own.</summary>
        public bool IsHome => Fingerprint is null;

        public static Entry Read(ref PayloadReader reader)
        {
            byte owner = reader.ReadByte();
            if (owner > OfReceiver) throw new ProtocolException($"A reference's owner is {owner}, which is nobody.");
            var target = TargetKey.Read(ref reader);
            bool isHome = owner == OfReceiver;
            if (target.IsRoot || (target.IsPromise && !isHome))
                throw new ProtocolException($"{target.Key} is no object that a reference can be to.");
            return new(target, isHome ? null : reader.ReadUInt64());
        }

        public void Write(ByteWriter writer)
        {
            writer.Write(IsHome ? OfReceiver : OfSender);
            Target.Write(writer);
            if (Fingerprint is { } fingerprint) writer.WriteUInt64(fingerprint);
        }
    }
}
