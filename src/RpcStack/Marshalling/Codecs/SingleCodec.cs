namespace RpcStack.Marshalling;

/// <summary>An IEEE 754 binary32.</summary>
public readonly struct SingleCodec : ICodec<float>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Single);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in float value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteSingle(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref float value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadSingle();
}
