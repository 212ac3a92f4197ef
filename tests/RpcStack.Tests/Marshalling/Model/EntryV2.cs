using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal sealed record EntryV2(
    int Id,
    string Name,
    double Score,
    string? Note,
    string[] Tags,
    Point? Where);

internal readonly struct EntryV2Codec : ICodec<EntryV2>
{
    private static readonly MessageShape Message = new(
        "Tests.Entry",
        Told.Of<int, Int32Codec>(0, "Id"),
        Told.Of<string, StringCodec>(1, "Name"),
        Told.Of<double, DoubleCodec>(2, "Score"),
        Told.Of<string?, OptionalCodec<string, StringCodec>>(3, "Note"),
        Told.Of<string[], ArrayCodec<string, StringCodec>>(4, "Tags"),
        Told.Of<Point?, OptionalCodec<Point, PointCodec>>(5, "Where"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in EntryV2 value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<int, Int32Codec, TEncoder>(ref encoder, ref message, 0, value.Id);
        Told.Field<string, StringCodec, TEncoder>(ref encoder, ref message, 1, value.Name);
        Told.Field<double, DoubleCodec, TEncoder>(ref encoder, ref message, 2, value.Score);
        Told.Field<string?, OptionalCodec<string, StringCodec>, TEncoder>(ref encoder, ref message, 3, value.Note);
        Told.Field<string[], ArrayCodec<string, StringCodec>, TEncoder>(ref encoder, ref message, 4, value.Tags);
        Told.Field<Point?, OptionalCodec<Point, PointCodec>, TEncoder>(ref encoder, ref message, 5, value.Where);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref EntryV2? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        int idValue = value is null ? default : value.Id;
        string? nameValue = value?.Name;
        double scoreValue = value is null ? default : value.Score;
        string? noteValue = value?.Note;
        string[]? tagsValue = value?.Tags;
        Point? whereValue = value?.Where;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            switch (index)
            {
                case 0: Int32Codec.Decode(ref decoder, ref idValue); break;
                case 1: StringCodec.Decode(ref decoder, ref nameValue); break;
                case 2: DoubleCodec.Decode(ref decoder, ref scoreValue); break;
                case 3: OptionalCodec<string, StringCodec>.Decode(ref decoder, ref noteValue); break;
                case 4: ArrayCodec<string, StringCodec>.Decode(ref decoder, ref tagsValue); break;
                case 5: OptionalCodec<Point, PointCodec>.Decode(ref decoder, ref whereValue); break;
            }
        }

        value = new EntryV2(
            idValue,
            nameValue ?? "",
            scoreValue,
            noteValue,
            tagsValue ?? [],
            whereValue);
    }
}
