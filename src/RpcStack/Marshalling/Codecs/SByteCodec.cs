namespace RpcStack.Marshalling;

/// <summary>An integer of 8 bits.</summary>
public readonly struct SByteCodec : ICodec<sbyte>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.SByte);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in sbyte value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteSByte(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref sbyte value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadSByte();
}
