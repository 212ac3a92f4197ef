using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace RpcStack.Marshalling;

/// <summary>A sequence in an immutable array; the default one, which is no array, is refused as null is.</summary>
public readonly struct ImmutableArrayCodec<T, TCodec> : ICodec<ImmutableArray<T>> where TCodec : struct, ICodec<T>
{
    private static readonly ListShape List = new(TCodec.Shape);

    /// <inheritdoc/>
    public static Shape Shape => List;

    /// <inheritdoc/>
    public static ImmutableArray<T> Missing => [];

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in ImmutableArray<T> value)
        where TEncoder : struct, IEncoder, allows ref struct => Encode(ref encoder, List, value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref ImmutableArray<T> value)
        where TDecoder : struct, IDecoder, allows ref struct => Decode(ref decoder, List, ref value);

    internal static void Encode<TEncoder>(ref TEncoder encoder, ListShape shape, ImmutableArray<T> value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (value.IsDefault) Refuse.Null<ImmutableArray<T>>();
        Elements.Encode<T, TCodec, TEncoder>(ref encoder, shape, value.AsSpan());
    }

    internal static void Decode<TDecoder>(ref TDecoder decoder, ListShape shape, ref ImmutableArray<T> value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        ReadOnlySpan<T> existing = value.IsDefault ? default : value.AsSpan();
        T[] items = Elements.Decode<T, TCodec, TDecoder>(ref decoder, shape, existing);
        value = ImmutableCollectionsMarshal.AsImmutableArray(items);
    }
}
