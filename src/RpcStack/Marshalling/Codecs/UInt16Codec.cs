namespace RpcStack.Marshalling;

/// <summary>An unsigned integer of 16 bits.</summary>
public readonly struct UInt16Codec : ICodec<ushort>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.UInt16);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in ushort value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteUInt16(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref ushort value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadUInt16();
}
