using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

public ref partial struct MessagePackEncoder
{
    /// <inheritdoc/>
    public readonly void WriteOptional(bool present)
    {
        if (!present) _writer.Write(MessagePackCode.Nil);
    }

    /// <inheritdoc/>
    public Scope BeginMessage(MessageShape shape)
    {
        Enter();
        WriteArrayHeader(shape.Width);
        return new Scope { Shape = shape.HasGaps ? shape : null };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void BeginField(ref Scope message, int index)
    {
        if (message.Shape is not null) FillGap(ref message, index);
    }

    /// <inheritdoc/>
    public void EndMessage(ref Scope message) => _depth--;

    /// <inheritdoc/>
    public Scope BeginList(ListShape shape, int count)
    {
        if (!shape.Bound.Allows(count)) Refuse.Bound(shape.Bound, count);
        Enter();
        WriteArrayHeader(count);
        return default;
    }

    /// <inheritdoc/>
    public void EndList(ref Scope list) => _depth--;

    /// <inheritdoc/>
    public Scope BeginMap(MapShape shape, int count)
    {
        if (!shape.Bound.Allows(count)) Refuse.Bound(shape.Bound, count);
        Enter();
        WriteHeader(count, MessagePackCode.FixMap, MessagePackCode.Map16, MessagePackCode.Map32);
        return default;
    }

    /// <inheritdoc/>
    public readonly void BeginKey(ref Scope map)
    {
    }

    /// <inheritdoc/>
    public readonly void BeginValue(ref Scope map)
    {
    }

    /// <inheritdoc/>
    public void EndMap(ref Scope map) => _depth--;

    /// <inheritdoc/>
    public Scope BeginUnion(UnionShape shape, int index, long label)
    {
        Enter();
        WriteArrayHeader(2);
        UnionLabel.Write(ref this, shape, index, label);
        return default;
    }

    /// <inheritdoc/>
    public void EndUnion(ref Scope union) => _depth--;

    /// <summary>A position that no field has any more holds nil, as MessagePack-CSharp leaves it.</summary>
    private readonly void FillGap(ref Scope message, int index)
    {
        int position = ((MessageShape)message.Shape!).PositionOf(index);
        for (; message.Next < position; message.Next++) _writer.Write(MessagePackCode.Nil);
        message.Next++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void WriteArrayHeader(int count)
    {
        if (count < 16) _writer.Write((byte)(MessagePackCode.FixArray | count));
        else WriteHeader(count, MessagePackCode.FixArray, MessagePackCode.Array16, MessagePackCode.Array32);
    }

    private readonly void WriteHeader(int count, byte fix, byte code16, byte code32)
    {
        if (count < 16)
        {
            _writer.Write((byte)(fix | count));
        }
        else if (count <= ushort.MaxValue)
        {
            Span<byte> header = _writer.Append(3);
            header[0] = code16;
            BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)count);
        }
        else
        {
            Span<byte> header = _writer.Append(5);
            header[0] = code32;
            BinaryPrimitives.WriteInt32BigEndian(header[1..], count);
        }
    }
}
