namespace RpcStack.Marshalling;

/// <summary>A GUID.</summary>
public readonly struct GuidCodec : ICodec<Guid>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Guid);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in Guid value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteGuid(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref Guid value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadGuid();
}
