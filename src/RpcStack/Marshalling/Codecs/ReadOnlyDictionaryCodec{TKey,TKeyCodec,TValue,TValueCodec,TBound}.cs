using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A map of a bounded number of entries that is only read.</summary>
public readonly struct ReadOnlyDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec, TBound>
    : ICodec<IReadOnlyDictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
    where TBound : struct, IBound
{
    private static readonly MapShape Map = new(TKeyCodec.Shape, TValueCodec.Shape, TBound.Value);

    /// <inheritdoc/>
    public static Shape Shape => Map;

    /// <inheritdoc/>
    public static IReadOnlyDictionary<TKey, TValue> Missing => new Dictionary<TKey, TValue>();

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in IReadOnlyDictionary<TKey, TValue> value)
        where TEncoder : struct, IEncoder, allows ref struct =>
        ReadOnlyDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec>.Encode(ref encoder, Map, value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref IReadOnlyDictionary<TKey, TValue>? value)
        where TDecoder : struct, IDecoder, allows ref struct =>
        ReadOnlyDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec>.Decode(ref decoder, Map, ref value);
}
