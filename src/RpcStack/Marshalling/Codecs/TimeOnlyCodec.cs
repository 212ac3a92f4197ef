namespace RpcStack.Marshalling;

/// <summary>A time of day.</summary>
public readonly struct TimeOnlyCodec : ICodec<TimeOnly>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.TimeOnly);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in TimeOnly value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteTimeOnly(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref TimeOnly value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadTimeOnly();
}
