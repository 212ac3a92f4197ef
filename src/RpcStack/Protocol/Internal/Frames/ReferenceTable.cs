using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>
/// The references of a body, before it: <c>count:varint (slot:varint generation:varint fingerprint:u64)*</c>. They stand
/// outside the body so that a frame whose body is never decoded still accounts for each.
/// </summary>
internal sealed class ReferenceTable
{
    private readonly List<Entry> _entries = [];

    public int Count => _entries.Count;

    public static ReferenceTable Read(ref PayloadReader reader, int limit)
    {
        var table = new ReferenceTable();
        int count = reader.ReadInt32("The number of references", limit);
        for (int i = 0; i < count; i++)
            table._entries.Add(new Entry(reader.ReadVarint(), reader.ReadVarint(), reader.ReadUInt64()));
        return table;
    }

    /// <summary>
    /// Gives every reference back, once for each time it was received:
    /// RELEASE is <c>(key:varint [generation:varint] count:varint)*</c>.
    /// </summary>
    public void WriteRelease(ByteWriter writer)
    {
        writer.BeginFrame(FrameType.Release);
        foreach (IGrouping<(ulong Slot, ulong Generation), Entry> same in _entries.GroupBy(e => (e.Slot, e.Generation)))
        {
            new TargetKey(same.Key.Slot << 1, same.Key.Generation).Write(writer);
            writer.WriteVarint((ulong)same.Count());
        }
    }

    private readonly record struct Entry(ulong Slot, ulong Generation, ulong Fingerprint);
}
