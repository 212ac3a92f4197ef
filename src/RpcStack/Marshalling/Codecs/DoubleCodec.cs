namespace RpcStack.Marshalling;

/// <summary>An IEEE 754 binary64.</summary>
public readonly struct DoubleCodec : ICodec<double>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Double);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in double value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteDouble(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref double value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadDouble();
}
