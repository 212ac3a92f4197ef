using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

/// <summary>Writes protocol buffers. The value that comes first is the body, so it is a message or a union.</summary>
public ref partial struct ProtobufEncoder(ByteWriter writer, IReferenceWriter? references = null) : IEncoder
{
    private readonly ByteWriter _writer = writer;
    private readonly IReferenceWriter? _references = references;
    private int _depth;
    private uint _number; // of the field that comes next; 0 before the body
    private Presence _presence;

    /// <summary>What comes next, which says whether it has a tag and whether its default is left out.</summary>
    private enum Presence
    {
        /// <summary>A field that means its default where it is missing.</summary>
        Implicit,

        /// <summary>An optional field that is there, or a union's case.</summary>
        Explicit,

        /// <summary>An element that has a tag of its own.</summary>
        Element,

        /// <summary>An element among packed ones.</summary>
        Packed,

        /// <summary>A map entry's key or value.</summary>
        Entry,
    }

    private readonly bool IsField => _presence is Presence.Implicit or Presence.Explicit;

    private readonly bool IsLeftOut => _presence is Presence.Implicit or Presence.Entry;

    /// <inheritdoc/>
    public readonly void WriteReference<T>(T value) where T : class, IContract<T> =>
        WriteUInt32(References.Add(_references, value));

    /// <summary>Room for a message that another library encodes, as the value that comes next.</summary>
    /// <param name="size">Its octets, all of which are to be written.</param>
    public readonly Span<byte> WriteEncoded(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (_number != 0)
        {
            WriteTag(ProtobufWire.Length);
            WriteVarint((uint)size);
        }

        return _writer.Append(size);
    }

    private void Enter()
    {
        if (++_depth > Refuse.Depth) Refuse.TooDeep();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void WriteTag(int wire)
    {
        uint tag = _number << 3 | (uint)wire;
        if (tag < 0x80) _writer.Write((byte)tag);
        else WriteLongVarint(tag);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void WriteVarint(ulong value)
    {
        if (value < 0x80) _writer.Write((byte)value);
        else WriteLongVarint(value);
    }

    private readonly void WriteLongVarint(ulong value) => _writer.Advance(ProtobufWire.Put(_writer.GetSpan(10), value));

    private static MarshalException CannotSay(string what) => new($"Protobuf cannot say {what}.");
}
