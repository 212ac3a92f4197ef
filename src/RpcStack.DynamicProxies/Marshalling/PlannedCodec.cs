using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>The codec that follows a plan: the one with that number. It composes with the run time's codecs like a generated one.</summary>
internal readonly struct PlannedCodec<T, TNumber> : ICodec<T> where TNumber : struct, INumber
{
    private static readonly CodecPlan<T> Plan = Plans.Get<T>(TNumber.Value);

    public static Shape Shape => Plan.Shape;

    public static void Encode<TEncoder>(ref TEncoder encoder, in T value)
        where TEncoder : struct, IEncoder, allows ref struct => Plan.Encode(ref encoder, in value);

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value)
        where TDecoder : struct, IDecoder, allows ref struct => Plan.Decode(ref decoder, ref value);
}
