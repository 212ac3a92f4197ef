using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>What was found out about a type by reflection, once: what its codec does.</summary>
internal abstract class CodecPlan<T>
{
    public abstract Shape Shape { get; }

    public abstract void Encode<TEncoder>(ref TEncoder encoder, in T value)
        where TEncoder : struct, IEncoder, allows ref struct;

    public abstract void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value)
        where TDecoder : struct, IDecoder, allows ref struct;
}
