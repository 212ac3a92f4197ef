namespace RpcStack.Marshalling;

/// <summary>Octets; what is decoded is a copy of the receiver's own.</summary>
public readonly struct MemoryCodec : ICodec<ReadOnlyMemory<byte>>
{
    /// <inheritdoc/>
    public static Shape Shape => BytesCodec.Shape;

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in ReadOnlyMemory<byte> value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteBytes(value.Span);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref ReadOnlyMemory<byte> value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadBytes();
}
