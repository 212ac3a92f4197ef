using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A value type's value, or null.</summary>
public readonly struct NullableCodec<T, TCodec> : ICodec<T?>
    where T : struct
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new OptionalShape(TCodec.Shape);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in T? value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        encoder.WriteOptional(value.HasValue);
        if (value.HasValue) TCodec.Encode(ref encoder, in Nullable.GetValueRefOrDefaultRef(in value));
    }

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        if (!decoder.ReadOptional())
        {
            value = null!;
            return;
        }

        T inner = value.GetValueOrDefault();
        TCodec.Decode(ref decoder, ref inner);
        value = inner;
    }
}
