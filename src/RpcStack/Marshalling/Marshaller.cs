using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>A codec whose type is hidden, so that descriptors need not name it.</summary>
public abstract class Marshaller<T>
{
    private bool? _holdsReferences;

    private protected Marshaller()
    {
    }

    /// <summary>Whether its values may hold references, so that a table goes beside the body.</summary>
    internal bool HoldsReferences => _holdsReferences ??= References.AreIn(Shape);

    /// <inheritdoc cref="ICodec{T}.Shape"/>
    public abstract Shape Shape { get; }

    /// <inheritdoc cref="ICodec{T}.Encode"/>
    public abstract void Encode<TEncoder>(ref TEncoder encoder, in T value)
        where TEncoder : struct, IEncoder, allows ref struct;

    /// <inheritdoc cref="ICodec{T}.Decode"/>
    public abstract void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value)
        where TDecoder : struct, IDecoder, allows ref struct;
}
