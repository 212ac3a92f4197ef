using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

/// <summary>What the codecs of maps share.</summary>
internal static class Entries<TKey, TKeyCodec, TValue, TValueCodec>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    public static readonly MapShape Shape = new(TKeyCodec.Shape, TValueCodec.Shape);

    // An entry of Dictionary<,> and its bucket, twice for the room that primes and doubling leave.
    private static int EntrySize => 2 * (Unsafe.SizeOf<TKey>() + Unsafe.SizeOf<TValue>() + 16);

    public static void Encode<TEncoder>(ref TEncoder encoder, ref Scope map, in TKey key, in TValue value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        encoder.BeginKey(ref map);
        TKeyCodec.Encode(ref encoder, in key);
        encoder.BeginValue(ref map);
        TValueCodec.Encode(ref encoder, in value);
    }

    /// <summary>Decodes into <paramref name="value"/>; of entries with equal keys the last one stays.</summary>
    public static void Decode<TDecoder>(ref TDecoder decoder, MapShape shape, Dictionary<TKey, TValue> value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        Scope map = decoder.BeginMap(shape);
        int expected = map.Remaining;
        if (expected > 0)
        {
            decoder.Charge(((long)value.Count + expected) * EntrySize);
            value.EnsureCapacity(value.Count + expected);
        }

        while (decoder.NextEntry(ref map))
        {
            if (--expected < 0) decoder.Charge(2 * EntrySize);
            TKey? key = TKeyCodec.Missing;
            if (decoder.BeginKey(ref map)) TKeyCodec.Decode(ref decoder, ref key);
            TValue? item = TValueCodec.Missing;
            if (decoder.BeginValue(ref map)) TValueCodec.Decode(ref decoder, ref item);
            value[key ?? throw decoder.Malformed("a key")] = item!;
        }

        Elements.Check(ref decoder, shape.Bound, value.Count);
    }
}
