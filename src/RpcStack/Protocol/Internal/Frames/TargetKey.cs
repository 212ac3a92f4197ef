using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>
/// Which object of the receiver's: <c>key:varint [generation:varint]</c>. Key 0 is the session's root; an odd key is a
/// promise that the sender allocated; an even one a slot of the receiver's exports, with the slot's generation.
/// </summary>
internal readonly record struct TargetKey(ulong Key, ulong Generation)
{
    public static TargetKey Root => default;

    public bool IsRoot => Key == 0;

    public bool IsPromise => (Key & 1) == 1;

    public static TargetKey OfPromise(ulong promise) => new((promise << 1) | 1, 0);

    public override string ToString() => IsRoot ? "root" : IsPromise ? $"promise {Key >> 1}" : $"#{Key >> 1}.{Generation}";

    public static TargetKey OfSlot(ulong slot, ulong generation) => new(slot << 1, generation);

    public static TargetKey Read(ref PayloadReader reader)
    {
        ulong key = reader.ReadVarint();
        return new(key, key != 0 && (key & 1) == 0 ? reader.ReadVarint() : 0);
    }

    public void Write(ByteWriter writer)
    {
        writer.WriteVarint(Key);
        if (!IsRoot && !IsPromise) writer.WriteVarint(Generation);
    }
}
