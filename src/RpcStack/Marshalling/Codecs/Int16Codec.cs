namespace RpcStack.Marshalling;

/// <summary>An integer of 16 bits.</summary>
public readonly struct Int16Codec : ICodec<short>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Int16);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in short value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteInt16(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref short value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadInt16();
}
