namespace RpcStack.Marshalling;

/// <summary>An integer of 64 bits.</summary>
public readonly struct Int64Codec : ICodec<long>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Int64);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in long value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteInt64(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref long value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadInt64();
}
