using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal sealed record Chain(int Value, Chain? Next);

internal readonly struct ChainCodec : ICodec<Chain>
{
    private static readonly MessageShape Message = new(
        "Tests.Chain",
        Told.Of<int, Int32Codec>(0, "Value"),
        Told.Of<Chain?, OptionalCodec<Chain, ChainCodec>>(1, "Next"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Chain value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<int, Int32Codec, TEncoder>(ref encoder, ref message, 0, value.Value);
        Told.Field<Chain?, OptionalCodec<Chain, ChainCodec>, TEncoder>(ref encoder, ref message, 1, value.Next);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Chain? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        int valueValue = value is null ? default : value.Value;
        Chain? nextValue = value?.Next;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            switch (index)
            {
                case 0: Int32Codec.Decode(ref decoder, ref valueValue); break;
                case 1: OptionalCodec<Chain, ChainCodec>.Decode(ref decoder, ref nextValue); break;
            }
        }

        value = new Chain(
            valueValue,
            nextValue);
    }
}
