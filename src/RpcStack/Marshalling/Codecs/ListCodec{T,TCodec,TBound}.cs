using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A bounded sequence in a <see cref="List{T}"/>.</summary>
public readonly struct ListCodec<T, TCodec, TBound> : ICodec<List<T>>
    where TCodec : struct, ICodec<T>
    where TBound : struct, IBound
{
    private static readonly ListShape List = new(TCodec.Shape, TBound.Value);

    /// <inheritdoc/>
    public static Shape Shape => List;

    /// <inheritdoc/>
    public static List<T> Missing => [];

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in List<T> value)
        where TEncoder : struct, IEncoder, allows ref struct =>
        ListCodec<T, TCodec>.Encode(ref encoder, List, value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref List<T>? value)
        where TDecoder : struct, IDecoder, allows ref struct =>
        ListCodec<T, TCodec>.Decode(ref decoder, List, ref value);
}
