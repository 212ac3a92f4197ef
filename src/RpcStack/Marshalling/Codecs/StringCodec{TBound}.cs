using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>Text of a bounded number of octets.</summary>
public readonly struct StringCodec<TBound> : ICodec<string> where TBound : struct, IBound
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.String, TBound.Value);

    /// <inheritdoc/>
    public static string Missing => "";

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in string value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (value is null) Refuse.Null<string>();
        encoder.WriteString(value, TBound.Value);
    }

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref string? value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadString(TBound.Value);
}
