namespace RpcStack.Marshalling;

/// <summary>
/// MessagePack (github.com/msgpack/msgpack/blob/master/spec.md): a message is an array in the order of its fields'
/// positions. What MessagePack has no type for takes the standard forms of MessagePack-CSharp.
/// </summary>
public sealed class MessagePackFormat : WireFormat
{
    /// <inheritdoc/>
    public override byte Id => 1;

    /// <inheritdoc/>
    public override string Name => "MessagePack";

    /// <inheritdoc/>
    public override void Encode<T>(
        ByteWriter writer, Marshaller<T> marshaller, in T value, IReferenceWriter? references = null)
    {
        var encoder = new MessagePackEncoder(writer, references);
        marshaller.Encode(ref encoder, in value);
    }

    /// <inheritdoc/>
    public override T Decode<T>(
        ReadOnlySpan<byte> body,
        Marshaller<T> marshaller,
        MarshallingLimits limits,
        IReferenceReader? references = null)
    {
        var decoder = new MessagePackDecoder(body, limits, references);
        T? value = default;
        marshaller.Decode(ref decoder, ref value);
        decoder.End();
        return value;
    }
}
