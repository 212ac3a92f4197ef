namespace RpcStack.Marshalling;

/// <summary>A message without fields.</summary>
public readonly struct UnitCodec : ICodec<Unit>
{
    private static readonly MessageShape Message = new("Unit");

    /// <inheritdoc/>
    public static Shape Shape => Message;

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in Unit value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        encoder.EndMessage(ref message);
    }

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, ref Unit value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        Scope message = decoder.BeginMessage(Message);
        // No field is known, so the first call skips whatever a newer peer put in.
        decoder.NextField(ref message, out _);
    }
}
