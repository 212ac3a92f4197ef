using RpcStack.Cli.Wire.Dissection;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.Bodies;

/// <summary>Reads bodies of one wire format, with the contract's names where their shape is known.</summary>
internal abstract class BodyFormat
{
    public static BodyFormat MessagePack { get; } = new MessagePackBody();

    public static BodyFormat Xdr { get; } = new XdrBody();

    public static BodyFormat Protobuf { get; } = new ProtobufBody();

    public abstract string Name { get; }

    /// <summary>The format by the number that HELLO has for it, or null.</summary>
    public static BodyFormat? ById(byte id) => WireFormat.ById(id) switch
    {
        { } format when format == WireFormat.MessagePack => MessagePack,
        { } format when format == WireFormat.Xdr => Xdr,
        { } format when format == WireFormat.Protobuf => Protobuf,
        _ => null,
    };

    /// <summary>Reads a body up to the reader's end.</summary>
    /// <param name="reader">The octets.</param>
    /// <param name="shape">What they are, or null where nobody knows.</param>
    /// <param name="name">What the body is: <c>request</c>.</param>
    public abstract void Read(FieldReader reader, Shape? shape, string name);

    /// <summary>What a field of a message is in the contract.</summary>
    private protected static string PathTo(string message, string field) => $"{message}.{field}";

    /// <summary>What an element is in the contract.</summary>
    private protected static string PathTo(string list, int index) => $"{list}[{index}]";
}
