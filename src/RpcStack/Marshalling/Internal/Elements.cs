using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

/// <summary>What the codecs of sequences share.</summary>
internal static class Elements
{
    public static void Encode<T, TCodec, TEncoder>(ref TEncoder encoder, ListShape shape, ReadOnlySpan<T> items)
        where TCodec : struct, ICodec<T>
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope list = encoder.BeginList(shape, items.Length);
        foreach (ref readonly T item in items) TCodec.Encode(ref encoder, in item);
        encoder.EndList(ref list);
    }

    /// <summary>Decodes into a new array that begins with <paramref name="existing"/>.</summary>
    /// <remarks>Every array is charged, so input that makes it grow often runs into the limit, not into n² time.</remarks>
    public static T[] Decode<T, TCodec, TDecoder>(ref TDecoder decoder, ListShape shape, ReadOnlySpan<T> existing)
        where TCodec : struct, ICodec<T>
        where TDecoder : struct, IDecoder, allows ref struct
    {
        Scope list = decoder.BeginList(shape);
        int count = existing.Length;
        T[] items = Copy(ref decoder, existing, (long)count + list.Remaining);
        while (decoder.NextElement(ref list))
        {
            if (count == items.Length) items = Copy(ref decoder, items, Math.Max(4, count * 2L));
            T? item = default;
            TCodec.Decode(ref decoder, ref item);
            items[count++] = item;
        }

        Check(ref decoder, shape.Bound, count);
        return count == items.Length ? items : Copy(ref decoder, items.AsSpan(0, count), count);
    }

    /// <summary>Holds what was collected to its bound: a format may deliver it in parts, or not all of it.</summary>
    public static void Check<TDecoder>(ref TDecoder decoder, Bound bound, int count)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        if (!bound.Allows(count)) throw decoder.Malformed($"{bound.ToWords()} elements before this, not {count},");
    }

    private static T[] Copy<T, TDecoder>(ref TDecoder decoder, ReadOnlySpan<T> items, long length)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        if (length == 0) return [];
        decoder.Charge(24 + length * Unsafe.SizeOf<T>());
        var copy = new T[Math.Min(length, Array.MaxLength)];
        items.CopyTo(copy);
        return copy;
    }
}
