using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RpcStack.Marshalling;

/// <summary>A sequence in a <see cref="List{T}"/>.</summary>
public readonly struct ListCodec<T, TCodec> : ICodec<List<T>> where TCodec : struct, ICodec<T>
{
    private static readonly ListShape List = new(TCodec.Shape);

    /// <inheritdoc/>
    public static Shape Shape => List;

    /// <inheritdoc/>
    public static List<T> Missing => [];

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in List<T> value)
        where TEncoder : struct, IEncoder, allows ref struct => Encode(ref encoder, List, value);

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref List<T>? value)
        where TDecoder : struct, IDecoder, allows ref struct => Decode(ref decoder, List, ref value);

    internal static void Encode<TEncoder>(ref TEncoder encoder, ListShape shape, List<T> value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (value is null) Refuse.Null<List<T>>();
        Elements.Encode<T, TCodec, TEncoder>(ref encoder, shape, CollectionsMarshal.AsSpan(value));
    }

    internal static void Decode<TDecoder>(ref TDecoder decoder, ListShape shape, [NotNull] ref List<T>? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        Scope list = decoder.BeginList(shape);
        value ??= [];
        EnsureRoom(ref decoder, value, list.Remaining);
        while (decoder.NextElement(ref list))
        {
            if (value.Count == value.Capacity) EnsureRoom(ref decoder, value, 1);
            T? item = default;
            TCodec.Decode(ref decoder, ref item);
            value.Add(item);
        }

        Elements.Check(ref decoder, shape.Bound, value.Count);
    }

    private static void EnsureRoom<TDecoder>(ref TDecoder decoder, List<T> value, int more)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        if (value.Capacity - value.Count >= more) return;
        // A list at least doubles (List<T>.EnsureCapacity), so that is what it will cost.
        long capacity = Math.Max(Math.Max(4, value.Capacity * 2L), (long)value.Count + more);
        decoder.Charge(24 + capacity * Unsafe.SizeOf<T>());
        value.EnsureCapacity(value.Count + more);
    }
}
