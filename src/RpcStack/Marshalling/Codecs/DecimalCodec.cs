namespace RpcStack.Marshalling;

/// <summary>A decimal number.</summary>
public readonly struct DecimalCodec : ICodec<decimal>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Decimal);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in decimal value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteDecimal(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref decimal value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadDecimal();
}
