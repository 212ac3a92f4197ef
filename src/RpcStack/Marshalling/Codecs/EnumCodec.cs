using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

/// <summary>An enumeration, as its underlying number; numbers without a name pass, so that enumerations may grow.</summary>
public readonly struct EnumCodec<TEnum> : ICodec<TEnum> where TEnum : struct, Enum
{
    // Read-only statics of value-type instantiations are constants to the JIT, which then keeps one arm of each switch.
    private static readonly ScalarKind Kind = EnumDescription.KindOf<TEnum>();
    private static readonly EnumShape Description = EnumDescription.Of<TEnum>();

    /// <inheritdoc/>
    public static Shape Shape => Description;

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in TEnum value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        switch (Kind)
        {
            case ScalarKind.SByte: encoder.WriteSByte(Unsafe.BitCast<TEnum, sbyte>(value)); break;
            case ScalarKind.Byte: encoder.WriteByte(Unsafe.BitCast<TEnum, byte>(value)); break;
            case ScalarKind.Int16: encoder.WriteInt16(Unsafe.BitCast<TEnum, short>(value)); break;
            case ScalarKind.UInt16: encoder.WriteUInt16(Unsafe.BitCast<TEnum, ushort>(value)); break;
            case ScalarKind.Int32: encoder.WriteInt32(Unsafe.BitCast<TEnum, int>(value)); break;
            case ScalarKind.UInt32: encoder.WriteUInt32(Unsafe.BitCast<TEnum, uint>(value)); break;
            case ScalarKind.Int64: encoder.WriteInt64(Unsafe.BitCast<TEnum, long>(value)); break;
            default: encoder.WriteUInt64(Unsafe.BitCast<TEnum, ulong>(value)); break;
        }
    }

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref TEnum value)
        where TDecoder : struct, IDecoder, allows ref struct => value = Kind switch
        {
            ScalarKind.SByte => Unsafe.BitCast<sbyte, TEnum>(decoder.ReadSByte()),
            ScalarKind.Byte => Unsafe.BitCast<byte, TEnum>(decoder.ReadByte()),
            ScalarKind.Int16 => Unsafe.BitCast<short, TEnum>(decoder.ReadInt16()),
            ScalarKind.UInt16 => Unsafe.BitCast<ushort, TEnum>(decoder.ReadUInt16()),
            ScalarKind.Int32 => Unsafe.BitCast<int, TEnum>(decoder.ReadInt32()),
            ScalarKind.UInt32 => Unsafe.BitCast<uint, TEnum>(decoder.ReadUInt32()),
            ScalarKind.Int64 => Unsafe.BitCast<long, TEnum>(decoder.ReadInt64()),
            _ => Unsafe.BitCast<ulong, TEnum>(decoder.ReadUInt64()),
        };
}
