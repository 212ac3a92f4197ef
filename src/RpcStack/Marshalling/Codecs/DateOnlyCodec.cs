namespace RpcStack.Marshalling;

/// <summary>A day.</summary>
public readonly struct DateOnlyCodec : ICodec<DateOnly>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.DateOnly);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in DateOnly value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteDateOnly(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref DateOnly value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadDateOnly();
}
