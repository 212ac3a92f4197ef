using System.Diagnostics.CodeAnalysis;
using RpcStack.DynamicProxies.Contracts;
using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Proxies;

/// <summary>An object by reference, of a contract that the generator never saw.</summary>
internal readonly struct DynamicReferenceCodec<T> : ICodec<T> where T : class
{
    public static Shape Shape { get; } = new ReferenceShape(Naming.Contract(typeof(T)));

    public static void Encode<TEncoder>(ref TEncoder encoder, in T value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (value is null) throw new MarshalException($"A value of {typeof(T)} is null where its contract does not allow null.");
        encoder.WriteReference(DynamicObject<T>.Of(value));
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadReference<IDynamicContract<T>>().Object;
}
