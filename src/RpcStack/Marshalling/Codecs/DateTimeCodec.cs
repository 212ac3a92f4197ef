namespace RpcStack.Marshalling;

/// <summary>An instant.</summary>
public readonly struct DateTimeCodec : ICodec<DateTime>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.DateTime);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in DateTime value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteDateTime(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref DateTime value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadDateTime();
}
