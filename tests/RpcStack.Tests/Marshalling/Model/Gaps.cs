using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal sealed record Gaps(int First, string Fourth);

internal readonly struct GapsCodec : ICodec<Gaps>
{
    private static readonly MessageShape Message = new(
        "Tests.Gaps",
        Told.Of<int, Int32Codec>(0, "First"),
        Told.Of<string, StringCodec>(3, "Fourth"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Gaps value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<int, Int32Codec, TEncoder>(ref encoder, ref message, 0, value.First);
        Told.Field<string, StringCodec, TEncoder>(ref encoder, ref message, 1, value.Fourth);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Gaps? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        int firstValue = value is null ? default : value.First;
        string? fourthValue = value?.Fourth;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            switch (index)
            {
                case 0: Int32Codec.Decode(ref decoder, ref firstValue); break;
                case 1: StringCodec.Decode(ref decoder, ref fourthValue); break;
            }
        }

        value = new Gaps(
            firstValue,
            fourthValue ?? "");
    }
}
