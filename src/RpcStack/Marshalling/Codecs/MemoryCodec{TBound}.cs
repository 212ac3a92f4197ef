namespace RpcStack.Marshalling;

/// <summary>A bounded number of octets; what is decoded is a copy of the receiver's own.</summary>
public readonly struct MemoryCodec<TBound> : ICodec<ReadOnlyMemory<byte>> where TBound : struct, IBound
{
    /// <inheritdoc/>
    public static Shape Shape => BytesCodec<TBound>.Shape;

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in ReadOnlyMemory<byte> value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteBytes(value.Span, TBound.Value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref ReadOnlyMemory<byte> value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadBytes(TBound.Value);
}
