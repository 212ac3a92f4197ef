using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A sequence that is only read; decoded into an array.</summary>
public readonly struct ReadOnlyListCodec<T, TCodec> : ICodec<IReadOnlyList<T>> where TCodec : struct, ICodec<T>
{
    private static readonly ListShape List = new(TCodec.Shape);

    /// <inheritdoc/>
    public static Shape Shape => List;

    /// <inheritdoc/>
    public static IReadOnlyList<T> Missing => [];

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in IReadOnlyList<T> value)
        where TEncoder : struct, IEncoder, allows ref struct => Encode(ref encoder, List, value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref IReadOnlyList<T>? value)
        where TDecoder : struct, IDecoder, allows ref struct => Decode(ref decoder, List, ref value);

    internal static void Encode<TEncoder>(ref TEncoder encoder, ListShape shape, IReadOnlyList<T> value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        switch (value)
        {
            case null: Refuse.Null<IReadOnlyList<T>>(); break;
            case T[] array: Elements.Encode<T, TCodec, TEncoder>(ref encoder, shape, array); break;
            case List<T> list: ListCodec<T, TCodec>.Encode(ref encoder, shape, list); break;
            default: EncodeAny(ref encoder, shape, value); break;
        }
    }

    internal static void Decode<TDecoder>(ref TDecoder decoder, ListShape shape, [NotNull] ref IReadOnlyList<T>? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        T[]? existing = value is null or T[]? (T[]?)value : [.. value];
        value = Elements.Decode<T, TCodec, TDecoder>(ref decoder, shape, existing);
    }

    private static void EncodeAny<TEncoder>(ref TEncoder encoder, ListShape shape, IReadOnlyList<T> value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        int count = value.Count;
        Scope list = encoder.BeginList(shape, count);
        for (int i = 0; i < count; i++)
        {
            T item = value[i];
            TCodec.Encode(ref encoder, in item);
        }

        encoder.EndList(ref list);
    }
}
