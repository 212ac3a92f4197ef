using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal sealed record Page<T>(T[] Items, string? Token);

internal readonly struct PageCodec<T, TCodec> : ICodec<Page<T>> where TCodec : struct, ICodec<T>
{
    private static readonly MessageShape Message = new(
        "Tests.Page",
        Told.Of<T[], ArrayCodec<T, TCodec>>(0, "Items"),
        Told.Of<string?, OptionalCodec<string, StringCodec>>(1, "Token"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Page<T> value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<T[], ArrayCodec<T, TCodec>, TEncoder>(ref encoder, ref message, 0, value.Items);
        Told.Field<string?, OptionalCodec<string, StringCodec>, TEncoder>(ref encoder, ref message, 1, value.Token);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Page<T>? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        T[]? itemsValue = value?.Items;
        string? tokenValue = value?.Token;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            switch (index)
            {
                case 0: ArrayCodec<T, TCodec>.Decode(ref decoder, ref itemsValue); break;
                case 1: OptionalCodec<string, StringCodec>.Decode(ref decoder, ref tokenValue); break;
            }
        }

        value = new Page<T>(
            itemsValue ?? [],
            tokenValue);
    }
}
