using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal sealed record Options(
    int? Number,
    string? Text,
    Point? Point,
    Colour? Colour);

internal readonly struct OptionsCodec : ICodec<Options>
{
    private static readonly MessageShape Message = new(
        "Tests.Options",
        Told.Of<int?, NullableCodec<int, Int32Codec>>(0, "Number"),
        Told.Of<string?, OptionalCodec<string, StringCodec>>(1, "Text"),
        Told.Of<Point?, OptionalCodec<Point, PointCodec>>(2, "Point"),
        Told.Of<Colour?, NullableCodec<Colour, EnumCodec<Colour>>>(3, "Colour"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Options value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<int?, NullableCodec<int, Int32Codec>, TEncoder>(ref encoder, ref message, 0, value.Number);
        Told.Field<string?, OptionalCodec<string, StringCodec>, TEncoder>(ref encoder, ref message, 1, value.Text);
        Told.Field<Point?, OptionalCodec<Point, PointCodec>, TEncoder>(ref encoder, ref message, 2, value.Point);
        Told.Field<Colour?, NullableCodec<Colour, EnumCodec<Colour>>, TEncoder>(ref encoder, ref message, 3, value.Colour);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Options? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        int? numberValue = value?.Number;
        string? textValue = value?.Text;
        Point? pointValue = value?.Point;
        Colour? colourValue = value?.Colour;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            switch (index)
            {
                case 0: NullableCodec<int, Int32Codec>.Decode(ref decoder, ref numberValue); break;
                case 1: OptionalCodec<string, StringCodec>.Decode(ref decoder, ref textValue); break;
                case 2: OptionalCodec<Point, PointCodec>.Decode(ref decoder, ref pointValue); break;
                case 3: NullableCodec<Colour, EnumCodec<Colour>>.Decode(ref decoder, ref colourValue); break;
            }
        }

        value = new Options(
            numberValue,
            textValue,
            pointValue,
            colourValue);
    }
}
