namespace RpcStack.Marshalling;

/// <summary>
/// A union's discriminator, which codecs tell as a <see cref="long"/>: false and true are 0 and 1, unsigned 64-bit numbers
/// are reinterpreted.
/// </summary>
internal static partial class UnionLabel
{
    /// <summary>Writes the label of the case at <paramref name="index"/>.</summary>
    /// <exception cref="MarshalException">It is another case's, or none's.</exception>
    public static void Write<TEncoder>(ref TEncoder encoder, UnionShape union, int index, long label)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (union.Discriminator is not null && union.IndexOf(label) != index) Refuse.Label(union, index, label);
        switch (union.DiscriminatorKind)
        {
            case ScalarKind.Boolean: encoder.WriteBoolean(label != 0); break;
            case ScalarKind.SByte: encoder.WriteSByte((sbyte)label); break;
            case ScalarKind.Byte: encoder.WriteByte((byte)label); break;
            case ScalarKind.Int16: encoder.WriteInt16((short)label); break;
            case ScalarKind.UInt16: encoder.WriteUInt16((ushort)label); break;
            case ScalarKind.Int32: encoder.WriteInt32((int)label); break;
            case ScalarKind.UInt32: encoder.WriteUInt32((uint)label); break;
            case ScalarKind.Int64: encoder.WriteInt64(label); break;
            case ScalarKind.UInt64: encoder.WriteUInt64((ulong)label); break;
            default: encoder.WriteChar((char)label); break;
        }
    }

    /// <summary>Reads a label and finds its case; -1 where it has none.</summary>
    public static int Read<TDecoder>(ref TDecoder decoder, UnionShape union, out long label)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        label = union.DiscriminatorKind switch
        {
            ScalarKind.Boolean => decoder.ReadBoolean() ? 1 : 0,
            ScalarKind.SByte => decoder.ReadSByte(),
            ScalarKind.Byte => decoder.ReadByte(),
            ScalarKind.Int16 => decoder.ReadInt16(),
            ScalarKind.UInt16 => decoder.ReadUInt16(),
            ScalarKind.Int32 => decoder.ReadInt32(),
            ScalarKind.UInt32 => decoder.ReadUInt32(),
            ScalarKind.Int64 => decoder.ReadInt64(),
            ScalarKind.UInt64 => (long)decoder.ReadUInt64(),
            _ => decoder.ReadChar(),
        };
        return union.IndexOf(label);
    }

    public static MarshalException Unknown(UnionShape union, long label, long offset) =>
        new($"Expected a case of the union {union.Name}, not {ToWords(union, label)},", offset);

    /// <summary>As errors say it.</summary>
    public static string ToWords(UnionShape union, long label) => union.DiscriminatorKind switch
    {
        ScalarKind.Boolean => label != 0 ? "true" : "false",
        ScalarKind.UInt64 => $"{(ulong)label}",
        _ => $"{label}",
    };
}
