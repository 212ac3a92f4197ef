namespace RpcStack.Marshalling;

/// <summary>An integer of 32 bits.</summary>
public readonly struct Int32Codec : ICodec<int>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Int32);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in int value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteInt32(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref int value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadInt32();
}
