using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal sealed record Containers(
    int[] Numbers,
    List<string> Words,
    IReadOnlyList<Point> Points,
    ImmutableArray<double> Doubles,
    Dictionary<string, int> Counts,
    IReadOnlyDictionary<int, Point> Places,
    Colour[] Colours,
    bool[] Flags,
    ReadOnlyMemory<byte>[] Blobs);

internal readonly struct ContainersCodec : ICodec<Containers>
{
    private static readonly MessageShape Message = new(
        "Tests.Containers",
        Told.Of<int[], ArrayCodec<int, Int32Codec>>(0, "Numbers"),
        Told.Of<List<string>, ListCodec<string, StringCodec>>(1, "Words"),
        Told.Of<IReadOnlyList<Point>, ReadOnlyListCodec<Point, PointCodec>>(2, "Points"),
        Told.Of<ImmutableArray<double>, ImmutableArrayCodec<double, DoubleCodec>>(3, "Doubles"),
        Told.Of<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>(4, "Counts"),
        Told.Of<IReadOnlyDictionary<int, Point>, ReadOnlyDictionaryCodec<int, Int32Codec, Point, PointCodec>>(5, "Places"),
        Told.Of<Colour[], ArrayCodec<Colour, EnumCodec<Colour>>>(6, "Colours"),
        Told.Of<bool[], ArrayCodec<bool, BooleanCodec>>(7, "Flags"),
        Told.Of<ReadOnlyMemory<byte>[], ArrayCodec<ReadOnlyMemory<byte>, MemoryCodec>>(8, "Blobs"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Containers value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<int[], ArrayCodec<int, Int32Codec>, TEncoder>(ref encoder, ref message, 0, value.Numbers);
        Told.Field<List<string>, ListCodec<string, StringCodec>, TEncoder>(ref encoder, ref message, 1, value.Words);
        Told.Field<IReadOnlyList<Point>, ReadOnlyListCodec<Point, PointCodec>, TEncoder>(
            ref encoder, ref message, 2, value.Points);
        Told.Field<ImmutableArray<double>, ImmutableArrayCodec<double, DoubleCodec>, TEncoder>(
            ref encoder, ref message, 3, value.Doubles);
        Told.Field<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>, TEncoder>(
            ref encoder, ref message, 4, value.Counts);
        Told.Field<IReadOnlyDictionary<int, Point>, ReadOnlyDictionaryCodec<int, Int32Codec, Point, PointCodec>, TEncoder>(
            ref encoder, ref message, 5, value.Places);
        Told.Field<Colour[], ArrayCodec<Colour, EnumCodec<Colour>>, TEncoder>(
            ref encoder, ref message, 6, value.Colours);
        Told.Field<bool[], ArrayCodec<bool, BooleanCodec>, TEncoder>(ref encoder, ref message, 7, value.Flags);
        Told.Field<ReadOnlyMemory<byte>[], ArrayCodec<ReadOnlyMemory<byte>, MemoryCodec>, TEncoder>(
            ref encoder, ref message, 8, value.Blobs);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Containers? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        int[]? numbersValue = value?.Numbers;
        List<string>? wordsValue = value?.Words;
        IReadOnlyList<Point>? pointsValue = value?.Points;
        ImmutableArray<double> doublesValue = value is null ? default : value.Doubles;
        Dictionary<string, int>? countsValue = value?.Counts;
        IReadOnlyDictionary<int, Point>? placesValue = value?.Places;
        Colour[]? coloursValue = value?.Colours;
        bool[]? flagsValue = value?.Flags;
        ReadOnlyMemory<byte>[]? blobsValue = value?.Blobs;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            switch (index)
            {
                case 0: ArrayCodec<int, Int32Codec>.Decode(ref decoder, ref numbersValue); break;
                case 1: ListCodec<string, StringCodec>.Decode(ref decoder, ref wordsValue); break;
                case 2: ReadOnlyListCodec<Point, PointCodec>.Decode(ref decoder, ref pointsValue); break;
                case 3: ImmutableArrayCodec<double, DoubleCodec>.Decode(ref decoder, ref doublesValue); break;
                case 4: DictionaryCodec<string, StringCodec, int, Int32Codec>.Decode(ref decoder, ref countsValue); break;
                case 5: ReadOnlyDictionaryCodec<int, Int32Codec, Point, PointCodec>.Decode(ref decoder, ref placesValue); break;
                case 6: ArrayCodec<Colour, EnumCodec<Colour>>.Decode(ref decoder, ref coloursValue); break;
                case 7: ArrayCodec<bool, BooleanCodec>.Decode(ref decoder, ref flagsValue); break;
                case 8: ArrayCodec<ReadOnlyMemory<byte>, MemoryCodec>.Decode(ref decoder, ref blobsValue); break;
            }
        }

        value = new Containers(
            numbersValue ?? [],
            wordsValue ?? [],
            pointsValue ?? [],
            doublesValue.IsDefault ? [] : doublesValue,
            countsValue ?? [],
            placesValue ?? new Dictionary<int, Point>(),
            coloursValue ?? [],
            flagsValue ?? [],
            blobsValue ?? []);
    }
}
