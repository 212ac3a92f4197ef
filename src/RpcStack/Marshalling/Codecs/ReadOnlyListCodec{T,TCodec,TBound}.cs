using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A bounded sequence that is only read; decoded into an array.</summary>
public readonly struct ReadOnlyListCodec<T, TCodec, TBound> : ICodec<IReadOnlyList<T>>
    where TCodec : struct, ICodec<T>
    where TBound : struct, IBound
{
    private static readonly ListShape List = new(TCodec.Shape, TBound.Value);

    /// <inheritdoc/>
    public static Shape Shape => List;

    /// <inheritdoc/>
    public static IReadOnlyList<T> Missing => [];

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in IReadOnlyList<T> value)
        where TEncoder : struct, IEncoder, allows ref struct =>
        ReadOnlyListCodec<T, TCodec>.Encode(ref encoder, List, value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref IReadOnlyList<T>? value)
        where TDecoder : struct, IDecoder, allows ref struct =>
        ReadOnlyListCodec<T, TCodec>.Decode(ref decoder, List, ref value);
}
