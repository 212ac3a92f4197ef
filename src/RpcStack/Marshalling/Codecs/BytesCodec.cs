using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>Octets in an array.</summary>
public readonly struct BytesCodec : ICodec<byte[]>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.Bytes);

    /// <inheritdoc/>
    public static byte[] Missing => [];

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in byte[] value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (value is null) Refuse.Null<byte[]>();
        encoder.WriteBytes(value);
    }

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref byte[]? value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadBytes();
}
