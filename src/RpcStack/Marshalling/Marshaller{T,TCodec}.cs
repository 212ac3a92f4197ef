using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>Hides <typeparamref name="TCodec"/>.</summary>
public sealed class Marshaller<T, TCodec> : Marshaller<T> where TCodec : struct, ICodec<T>
{
    private Marshaller()
    {
    }

    /// <summary>The one instance.</summary>
    public static Marshaller<T, TCodec> Instance { get; } = new();

    /// <inheritdoc/>
    public override Shape Shape => TCodec.Shape;

    /// <inheritdoc/>
    public override void Encode<TEncoder>(ref TEncoder encoder, in T value) => TCodec.Encode(ref encoder, in value);

    /// <inheritdoc/>
    public override void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value) =>
        TCodec.Decode(ref decoder, ref value);
}
