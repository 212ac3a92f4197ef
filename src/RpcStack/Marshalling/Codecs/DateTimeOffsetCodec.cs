namespace RpcStack.Marshalling;

/// <summary>An instant with its offset from UTC.</summary>
public readonly struct DateTimeOffsetCodec : ICodec<DateTimeOffset>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.DateTimeOffset);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in DateTimeOffset value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteDateTimeOffset(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref DateTimeOffset value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadDateTimeOffset();
}
