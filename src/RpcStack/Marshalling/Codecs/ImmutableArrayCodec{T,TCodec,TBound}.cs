using System.Collections.Immutable;

namespace RpcStack.Marshalling;

/// <summary>A bounded sequence in an immutable array.</summary>
public readonly struct ImmutableArrayCodec<T, TCodec, TBound> : ICodec<ImmutableArray<T>>
    where TCodec : struct, ICodec<T>
    where TBound : struct, IBound
{
    private static readonly ListShape List = new(TCodec.Shape, TBound.Value);

    /// <inheritdoc/>
    public static Shape Shape => List;

    /// <inheritdoc/>
    public static ImmutableArray<T> Missing => [];

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in ImmutableArray<T> value)
        where TEncoder : struct, IEncoder, allows ref struct =>
        ImmutableArrayCodec<T, TCodec>.Encode(ref encoder, List, value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref ImmutableArray<T> value)
        where TDecoder : struct, IDecoder, allows ref struct =>
        ImmutableArrayCodec<T, TCodec>.Decode(ref decoder, List, ref value);
}
