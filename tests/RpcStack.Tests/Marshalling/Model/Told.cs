using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

/// <summary>Short forms for the codecs that are written by hand here; the generator writes them out.</summary>
internal static class Told
{
    public static void Field<T, TCodec, TEncoder>(ref TEncoder encoder, ref Scope message, int index, T value)
        where TCodec : struct, ICodec<T>
        where TEncoder : struct, IEncoder, allows ref struct
    {
        encoder.BeginField(ref message, index);
        TCodec.Encode(ref encoder, in value);
    }

    public static FieldShape Of<T, TCodec>(int position, string name) where TCodec : struct, ICodec<T> =>
        new(position, name, () => TCodec.Shape);
}
