using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A map that is only read; decoded into a <see cref="Dictionary{TKey,TValue}"/>.</summary>
public readonly struct ReadOnlyDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec>
    : ICodec<IReadOnlyDictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    /// <inheritdoc/>
    public static Shape Shape => Entries<TKey, TKeyCodec, TValue, TValueCodec>.Shape;

    /// <inheritdoc/>
    public static IReadOnlyDictionary<TKey, TValue> Missing => new Dictionary<TKey, TValue>();

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in IReadOnlyDictionary<TKey, TValue> value)
        where TEncoder : struct, IEncoder, allows ref struct =>
        Encode(ref encoder, Entries<TKey, TKeyCodec, TValue, TValueCodec>.Shape, value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref IReadOnlyDictionary<TKey, TValue>? value)
        where TDecoder : struct, IDecoder, allows ref struct =>
        Decode(ref decoder, Entries<TKey, TKeyCodec, TValue, TValueCodec>.Shape, ref value);

    internal static void Encode<TEncoder>(ref TEncoder encoder, MapShape shape, IReadOnlyDictionary<TKey, TValue> value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (value is null) Refuse.Null<IReadOnlyDictionary<TKey, TValue>>();
        if (value is Dictionary<TKey, TValue> dictionary)
        {
            DictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec>.Encode(ref encoder, shape, dictionary);
            return;
        }

        Scope map = encoder.BeginMap(shape, value.Count);
        foreach ((TKey key, TValue item) in value)
            Entries<TKey, TKeyCodec, TValue, TValueCodec>.Encode(ref encoder, ref map, in key, in item);
        encoder.EndMap(ref map);
    }

    internal static void Decode<TDecoder>(
        ref TDecoder decoder, MapShape shape, [NotNull] ref IReadOnlyDictionary<TKey, TValue>? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        Dictionary<TKey, TValue> entries = value as Dictionary<TKey, TValue> ?? (value is null ? [] : new(value));
        Entries<TKey, TKeyCodec, TValue, TValueCodec>.Decode(ref decoder, shape, entries);
        value = entries;
    }
}
