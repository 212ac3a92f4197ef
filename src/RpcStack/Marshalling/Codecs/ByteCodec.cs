namespace RpcStack.Marshalling;

/// <summary>An unsigned integer of 8 bits.</summary>
public readonly struct ByteCodec : ICodec<byte>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Byte);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in byte value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteByte(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref byte value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadByte();
}
