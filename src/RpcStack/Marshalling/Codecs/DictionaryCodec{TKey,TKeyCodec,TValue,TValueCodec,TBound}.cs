using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A map of a bounded number of entries in a <see cref="Dictionary{TKey,TValue}"/>.</summary>
public readonly struct DictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec, TBound> : ICodec<Dictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
    where TBound : struct, IBound
{
    private static readonly MapShape Map = new(TKeyCodec.Shape, TValueCodec.Shape, TBound.Value);

    /// <inheritdoc/>
    public static Shape Shape => Map;

    /// <inheritdoc/>
    public static Dictionary<TKey, TValue> Missing => [];

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in Dictionary<TKey, TValue> value)
        where TEncoder : struct, IEncoder, allows ref struct =>
        DictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec>.Encode(ref encoder, Map, value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Dictionary<TKey, TValue>? value)
        where TDecoder : struct, IDecoder, allows ref struct =>
        Entries<TKey, TKeyCodec, TValue, TValueCodec>.Decode(ref decoder, Map, value ??= []);
}
