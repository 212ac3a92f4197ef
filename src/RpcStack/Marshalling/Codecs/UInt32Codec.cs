namespace RpcStack.Marshalling;

/// <summary>An unsigned integer of 32 bits.</summary>
public readonly struct UInt32Codec : ICodec<uint>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.UInt32);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in uint value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteUInt32(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref uint value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadUInt32();
}
