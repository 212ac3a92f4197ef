using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>
/// How values of <typeparamref name="T"/> are told to an encoder and heard from a decoder. One codec serves every wire
/// format. Codecs are witnesses: structs without state that stand beside the type, and compose
/// (<c>ListCodec&lt;Entry, EntryCodec&gt;</c>).
/// </summary>
public interface ICodec<T>
{
    /// <summary>The type's structure, as the wire, JSON and fingerprints see it.</summary>
    static abstract Shape Shape { get; }

    /// <summary>
    /// What stands for a value that the sender left out, as protobuf does with empty text: the empty text or collection,
    /// a value type's default, null where the type has nothing of the kind.
    /// </summary>
    static virtual T? Missing => default;

    /// <summary>Tells <paramref name="value"/> to <paramref name="encoder"/>.</summary>
    static abstract void Encode<TEncoder>(ref TEncoder encoder, in T value)
        where TEncoder : struct, IEncoder, allows ref struct;

    /// <summary>
    /// Hears a value from <paramref name="decoder"/>. What <paramref name="value"/> holds already is completed: lists
    /// grow and messages merge, since protobuf may split them.
    /// </summary>
    /// <exception cref="MarshalException">The bytes are no such value, or exceed a limit.</exception>
    static abstract void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value)
        where TDecoder : struct, IDecoder, allows ref struct;
}
