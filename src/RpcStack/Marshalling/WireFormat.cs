namespace RpcStack.Marshalling;

/// <summary>A wire format: an encoder and a decoder, and the number by which a connection agrees on them.</summary>
public abstract class WireFormat
{
    /// <summary>Compact, and spoken by everybody; the default between two .NET processes.</summary>
    public static WireFormat MessagePack { get; } = new MessagePackFormat();

    /// <summary>RFC 4506, as ONC RPC speaks it.</summary>
    public static WireFormat Xdr { get; } = new XdrFormat();

    /// <summary>Protocol buffers, as gRPC speaks them.</summary>
    public static WireFormat Protobuf { get; } = new ProtobufFormat();

    /// <summary>The number in HELLO.</summary>
    public abstract byte Id { get; }

    /// <summary>The format's name, as people write it.</summary>
    public abstract string Name { get; }

    /// <summary>What may differ between two builds of a contract that speak it.</summary>
    public virtual EvolutionRules Evolution => EvolutionRules.MessagePack;

    /// <summary>The format with that number in HELLO, or null.</summary>
    public static WireFormat? ById(byte id) => id switch
    {
        1 => MessagePack,
        2 => Xdr,
        3 => Protobuf,
        _ => null,
    };

    /// <summary>Appends the encoding of <paramref name="value"/>; what was written before a failure stays.</summary>
    /// <param name="writer">What to append to.</param>
    /// <param name="marshaller">Its codec.</param>
    /// <param name="value">The value.</param>
    /// <param name="references">Takes the objects that go by reference; without it, none can.</param>
    /// <exception cref="MarshalException">The format cannot say it.</exception>
    public abstract void Encode<T>(
        ByteWriter writer, Marshaller<T> marshaller, in T value, IReferenceWriter? references = null);

    /// <summary>Decodes a whole body.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="marshaller">The value's codec.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="references">Gives the objects that come by reference; without it, none can.</param>
    /// <exception cref="MarshalException">It is malformed, exceeds a limit, or is followed by more bytes.</exception>
    public abstract T Decode<T>(
        ReadOnlySpan<byte> body,
        Marshaller<T> marshaller,
        MarshallingLimits limits,
        IReferenceReader? references = null);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
