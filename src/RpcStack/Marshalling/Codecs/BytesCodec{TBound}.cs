using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A bounded number of octets in an array.</summary>
public readonly struct BytesCodec<TBound> : ICodec<byte[]> where TBound : struct, IBound
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Bytes, TBound.Value);

    /// <inheritdoc/>
    public static byte[] Missing => [];

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in byte[] value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (value is null) Refuse.Null<byte[]>();
        encoder.WriteBytes(value, TBound.Value);
    }

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref byte[]? value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadBytes(TBound.Value);
}
