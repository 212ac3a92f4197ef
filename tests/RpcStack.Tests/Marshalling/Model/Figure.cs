using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal abstract record Figure;

internal sealed record Circle(double Radius) : Figure;

internal sealed record Square(int Side, string Label) : Figure;

internal readonly struct FigureCodec : ICodec<Figure>
{
    private static readonly UnionShape Union = new(
        "Tests.Figure",
        Told.Of<Circle, CircleCodec>(1, "Circle"),
        Told.Of<Square, SquareCodec>(5, "Square"));

    public static Shape Shape => Union;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Figure value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope union = encoder.BeginUnion(Union, value is Circle ? 0 : 1, value is Circle ? 1 : 5);
        if (value is Circle circle) CircleCodec.Encode(ref encoder, in circle);
        else SquareCodec.Encode(ref encoder, (Square)value);
        encoder.EndUnion(ref union);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Figure? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        Scope union = decoder.BeginUnion(Union, out int index, out _);
        if (index == 0)
        {
            Circle? circle = value as Circle;
            CircleCodec.Decode(ref decoder, ref circle);
            value = circle;
        }
        else
        {
            Square? square = value as Square;
            SquareCodec.Decode(ref decoder, ref square);
            value = square;
        }

        decoder.EndUnion(ref union);
    }
}

internal readonly struct CircleCodec : ICodec<Circle>
{
    private static readonly MessageShape Message = new("Tests.Circle", Told.Of<double, DoubleCodec>(0, "Radius"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Circle value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<double, DoubleCodec, TEncoder>(ref encoder, ref message, 0, value.Radius);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Circle? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        double radius = value is null ? 0 : value.Radius;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out _)) DoubleCodec.Decode(ref decoder, ref radius);
        value = new Circle(radius);
    }
}

internal readonly struct SquareCodec : ICodec<Square>
{
    private static readonly MessageShape Message = new(
        "Tests.Square",
        Told.Of<int, Int32Codec>(0, "Side"),
        Told.Of<string, StringCodec>(1, "Label"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Square value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<int, Int32Codec, TEncoder>(ref encoder, ref message, 0, value.Side);
        Told.Field<string, StringCodec, TEncoder>(ref encoder, ref message, 1, value.Label);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Square? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        int side = value is null ? 0 : value.Side;
        string? label = value?.Label;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            if (index == 0) Int32Codec.Decode(ref decoder, ref side);
            else StringCodec.Decode(ref decoder, ref label);
        }

        value = new Square(side, label ?? "");
    }
}
