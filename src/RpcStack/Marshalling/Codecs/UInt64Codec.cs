namespace RpcStack.Marshalling;

/// <summary>An unsigned integer of 64 bits.</summary>
public readonly struct UInt64Codec : ICodec<ulong>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.UInt64);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in ulong value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteUInt64(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref ulong value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadUInt64();
}
