using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A map in a <see cref="Dictionary{TKey,TValue}"/>; of entries with equal keys the last one stays.</summary>
public readonly struct DictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : ICodec<Dictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    /// <inheritdoc/>
    public static Shape Shape => Entries<TKey, TKeyCodec, TValue, TValueCodec>.Shape;

    /// <inheritdoc/>
    public static Dictionary<TKey, TValue> Missing => [];

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in Dictionary<TKey, TValue> value)
        where TEncoder : struct, IEncoder, allows ref struct =>
        Encode(ref encoder, Entries<TKey, TKeyCodec, TValue, TValueCodec>.Shape, value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Dictionary<TKey, TValue>? value)
        where TDecoder : struct, IDecoder, allows ref struct =>
        Entries<TKey, TKeyCodec, TValue, TValueCodec>.Decode(
            ref decoder, Entries<TKey, TKeyCodec, TValue, TValueCodec>.Shape, value ??= []);

    internal static void Encode<TEncoder>(ref TEncoder encoder, MapShape shape, Dictionary<TKey, TValue> value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (value is null) Refuse.Null<Dictionary<TKey, TValue>>();
        Scope map = encoder.BeginMap(shape, value.Count);
        foreach ((TKey key, TValue item) in value)
            Entries<TKey, TKeyCodec, TValue, TValueCodec>.Encode(ref encoder, ref map, in key, in item);
        encoder.EndMap(ref map);
    }
}
