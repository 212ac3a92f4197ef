using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal sealed record Drawing(Figure First, Figure[] Rest);

internal readonly struct DrawingCodec : ICodec<Drawing>
{
    private static readonly MessageShape Message = new(
        "Tests.Drawing",
        Told.Of<Figure, FigureCodec>(0, "First"),
        Told.Of<Figure[], ArrayCodec<Figure, FigureCodec>>(1, "Rest"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Drawing value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<Figure, FigureCodec, TEncoder>(ref encoder, ref message, 0, value.First);
        Told.Field<Figure[], ArrayCodec<Figure, FigureCodec>, TEncoder>(ref encoder, ref message, 1, value.Rest);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Drawing? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        Figure? firstValue = value?.First;
        Figure[]? restValue = value?.Rest;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            switch (index)
            {
                case 0: FigureCodec.Decode(ref decoder, ref firstValue); break;
                case 1: ArrayCodec<Figure, FigureCodec>.Decode(ref decoder, ref restValue); break;
            }
        }

        value = new Drawing(
            firstValue ?? throw decoder.Malformed("the field First"),
            restValue ?? []);
    }
}
