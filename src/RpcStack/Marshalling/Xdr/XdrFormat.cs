namespace RpcStack.Marshalling;

/// <summary>
/// XDR (RFC 4506): every item a multiple of four bytes, big-endian, nothing that says what it is. A message is a struct,
/// so both sides must know the same fields.
/// </summary>
public sealed class XdrFormat : WireFormat
{
    /// <inheritdoc/>
    public override byte Id => 2;

    /// <inheritdoc/>
    public override string Name => "XDR";

    /// <inheritdoc/>
    public override EvolutionRules Evolution => EvolutionRules.Xdr;

    /// <inheritdoc/>
    public override void Encode<T>(
        ByteWriter writer, Marshaller<T> marshaller, in T value, IReferenceWriter? references = null)
    {
        var encoder = new XdrEncoder(writer, references);
        marshaller.Encode(ref encoder, in value);
    }

    /// <inheritdoc/>
    public override T Decode<T>(
        ReadOnlySpan<byte> body,
        Marshaller<T> marshaller,
        MarshallingLimits limits,
        IReferenceReader? references = null)
    {
        var decoder = new XdrDecoder(body, limits, references);
        T? value = default;
        marshaller.Decode(ref decoder, ref value);
        decoder.End();
        return value;
    }
}
