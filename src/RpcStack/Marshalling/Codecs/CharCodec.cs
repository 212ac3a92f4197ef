namespace RpcStack.Marshalling;

/// <summary>A UTF-16 code unit.</summary>
public readonly struct CharCodec : ICodec<char>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Char);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in char value)
        where TEncoder : struct, IEncoder, allows ref struct => encoder.WriteChar(value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref char value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadChar();
}
