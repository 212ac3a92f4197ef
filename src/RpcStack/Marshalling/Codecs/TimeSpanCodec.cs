namespace RpcStack.Marshalling;

/// <summary>A duration.</summary>
public readonly struct TimeSpanCodec : ICodec<TimeSpan>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.TimeSpan);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in TimeSpan value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteTimeSpan(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref TimeSpan value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadTimeSpan();
}
