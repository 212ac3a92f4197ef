namespace RpcStack.Marshalling;

/// <summary>True or false.</summary>
public readonly struct BooleanCodec : ICodec<bool>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Boolean);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in bool value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteBoolean(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref bool value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadBoolean();
}
