using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal sealed record Point(int X, int Y);

internal readonly struct PointCodec : ICodec<Point>
{
    private static readonly MessageShape Message = new(
        "Tests.Point",
        Told.Of<int, Int32Codec>(0, "X"),
        Told.Of<int, Int32Codec>(1, "Y"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Point value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<int, Int32Codec, TEncoder>(ref encoder, ref message, 0, value.X);
        Told.Field<int, Int32Codec, TEncoder>(ref encoder, ref message, 1, value.Y);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Point? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        int xValue = value is null ? default : value.X;
        int yValue = value is null ? default : value.Y;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            switch (index)
            {
                case 0: Int32Codec.Decode(ref decoder, ref xValue); break;
                case 1: Int32Codec.Decode(ref decoder, ref yValue); break;
            }
        }

        value = new Point(
            xValue,
            yValue);
    }
}
