using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A reference type's value, or null.</summary>
public readonly struct OptionalCodec<T, TCodec> : ICodec<T?>
    where T : class
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new OptionalShape(TCodec.Shape);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in T? value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        encoder.WriteOptional(value is not null);
        if (value is not null) TCodec.Encode(ref encoder, in value);
    }

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        if (decoder.ReadOptional()) TCodec.Decode(ref decoder, ref value);
        else value = null!;
    }
}
