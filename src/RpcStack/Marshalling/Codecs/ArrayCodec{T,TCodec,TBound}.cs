using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A bounded sequence in an array.</summary>
public readonly struct ArrayCodec<T, TCodec, TBound> : ICodec<T[]>
    where TCodec : struct, ICodec<T>
    where TBound : struct, IBound
{
    private static readonly ListShape List = new(TCodec.Shape, TBound.Value);

    /// <inheritdoc/>
    public static Shape Shape => List;

    /// <inheritdoc/>
    public static T[] Missing => [];

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in T[] value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (value is null) Refuse.Null<T[]>();
        Elements.Encode<T, TCodec, TEncoder>(ref encoder, List, value);
    }

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T[]? value)
        where TDecoder : struct, IDecoder, allows ref struct =>
        value = Elements.Decode<T, TCodec, TDecoder>(ref decoder, List, value);
}
