namespace RpcStack.Marshalling;

/// <summary>
/// Protocol buffers, proto3 (protobuf.dev/programming-guides/encoding): byte for byte what protoc's C# code writes for
/// the same message. A field's number is its position plus one; a body that is no message is the field 1 of one.
/// </summary>
public sealed class ProtobufFormat : WireFormat
{
    /// <inheritdoc/>
    public override byte Id => 3;

    /// <inheritdoc/>
    public override string Name => "protobuf";

    /// <inheritdoc/>
    public override EvolutionRules Evolution => EvolutionRules.Protobuf;

    /// <inheritdoc/>
    public override void Encode<T>(
        ByteWriter writer, Marshaller<T> marshaller, in T value, IReferenceWriter? references = null)
    {
        ArgumentNullException.ThrowIfNull(marshaller);
        var encoder = new ProtobufEncoder(writer, references);
        if (marshaller.Shape is MessageShape or UnionShape)
        {
            marshaller.Encode(ref encoder, in value);
            return;
        }

        Scope body = encoder.BeginMessage(marshaller.Shape.AsBody);
        encoder.BeginField(ref body, 0);
        marshaller.Encode(ref encoder, in value);
        encoder.EndMessage(ref body);
    }

    /// <inheritdoc/>
    public override T Decode<T>(
        ReadOnlySpan<byte> body,
        Marshaller<T> marshaller,
        MarshallingLimits limits,
        IReferenceReader? references = null)
    {
        ArgumentNullException.ThrowIfNull(marshaller);
        var decoder = new ProtobufDecoder(body, limits, references);
        T? value = default;
        if (marshaller.Shape is MessageShape or UnionShape) marshaller.Decode(ref decoder, ref value);
        else DecodeWrapped(ref decoder, marshaller, ref value);
        decoder.End();
        return value!;
    }

    private static void DecodeWrapped<T>(ref ProtobufDecoder decoder, Marshaller<T> marshaller, ref T? value)
    {
        bool isThere = false;
        Scope body = decoder.BeginMessage(marshaller.Shape.AsBody);
        for (; decoder.NextField(ref body, out _); isThere = true) marshaller.Decode(ref decoder, ref value);
        if (isThere) return;
        decoder.BeginDefault();
        marshaller.Decode(ref decoder, ref value);
    }
}
