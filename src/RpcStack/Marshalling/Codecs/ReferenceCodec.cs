using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>An object with a contract, by reference.</summary>
public readonly struct ReferenceCodec<T> : ICodec<T> where T : class, IContract<T>
{
    /// <inheritdoc/>
    public static Shape Shape { get; } = new ReferenceShape(T.Descriptor.Name);

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in T value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (value is null) Refuse.Null<T>();
        encoder.WriteReference(value);
    }

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value)
        where TDecoder : struct, IDecoder, allows ref struct => value = decoder.ReadReference<T>();
}
