using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal sealed record EntryV1(int Id, string Name);

internal readonly struct EntryV1Codec : ICodec<EntryV1>
{
    private static readonly MessageShape Message = new(
        "Tests.Entry",
        Told.Of<int, Int32Codec>(0, "Id"),
        Told.Of<string, StringCodec>(1, "Name"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in EntryV1 value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<int, Int32Codec, TEncoder>(ref encoder, ref message, 0, value.Id);
        Told.Field<string, StringCodec, TEncoder>(ref encoder, ref message, 1, value.Name);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref EntryV1? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        int idValue = value is null ? default : value.Id;
        string? nameValue = value?.Name;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            switch (index)
            {
                case 0: Int32Codec.Decode(ref decoder, ref idValue); break;
                case 1: StringCodec.Decode(ref decoder, ref nameValue); break;
            }
        }

        value = new EntryV1(
            idValue,
            nameValue ?? "");
    }
}
