using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>Text.</summary>
public readonly struct StringCodec : ICodec<string>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ScalarShape(ScalarKind.String);

    /// <inheritdoc/>
    public static string Missing => "";

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in string value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (value is null) Refuse.Null<string>();
        encoder.WriteString(value);
    }

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref string? value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadString();
}
