using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal sealed record Tree(int Value, List<Tree> Children);

internal readonly struct TreeCodec : ICodec<Tree>
{
    private static readonly MessageShape Message = new(
        "Tests.Tree",
        Told.Of<int, Int32Codec>(0, "Value"),
        Told.Of<List<Tree>, ListCodec<Tree, TreeCodec>>(1, "Children"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Tree value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<int, Int32Codec, TEncoder>(ref encoder, ref message, 0, value.Value);
        Told.Field<List<Tree>, ListCodec<Tree, TreeCodec>, TEncoder>(ref encoder, ref message, 1, value.Children);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Tree? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        int valueValue = value is null ? default : value.Value;
        List<Tree>? childrenValue = value?.Children;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            switch (index)
            {
                case 0: Int32Codec.Decode(ref decoder, ref valueValue); break;
                case 1: ListCodec<Tree, TreeCodec>.Decode(ref decoder, ref childrenValue); break;
            }
        }

        value = new Tree(
            valueValue,
            childrenValue ?? []);
    }
}
