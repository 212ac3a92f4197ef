using System.Collections.Concurrent;
using Google.Protobuf.Reflection;
using RpcStack.Marshalling;

namespace RpcStack.Grpc.Internal.Protoc;

/// <summary>
/// What contracts' texts say of protoc's messages. Variants of one type on protobuf's wire (sint32, fixed32 and the like) look
/// alike here; the octets are Google.Protobuf's and know the difference.
/// </summary>
internal static class ProtocShapes
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessageShape> Shapes = new();

    public static MessageShape Of(MessageDescriptor message) => Shapes.GetOrAdd(message, static message => new MessageShape(
        message.FullName,
        [.. message.Fields.InFieldNumberOrder().Select(field => new FieldShape(field.FieldNumber - 1, field.Name, () => Of(field)))]));

    private static Shape Of(FieldDescriptor field)
    {
        if (field.IsMap) return new MapShape(Single(field.MessageType.FindFieldByNumber(1)), Single(field.MessageType.FindFieldByNumber(2)));
        if (field.IsRepeated) return new ListShape(Single(field));
        return field.HasPresence ? new OptionalShape(Single(field)) : Single(field);
    }

    private static Shape Single(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message or FieldType.Group => Of(field.MessageType),
        FieldType.Enum => new EnumShape(
            field.EnumType.FullName,
            ScalarKind.Int32,
            [.. field.EnumType.Values.Select(value => KeyValuePair.Create(value.Name, (long)value.Number))]),
        FieldType.Bool => new ScalarShape(ScalarKind.Boolean),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => new ScalarShape(ScalarKind.Int32),
        FieldType.UInt32 or FieldType.Fixed32 => new ScalarShape(ScalarKind.UInt32),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => new ScalarShape(ScalarKind.Int64),
        FieldType.UInt64 or FieldType.Fixed64 => new ScalarShape(ScalarKind.UInt64),
        FieldType.Float => new ScalarShape(ScalarKind.Single),
        FieldType.Double => new ScalarShape(ScalarKind.Double),
        FieldType.Bytes => new ScalarShape(ScalarKind.Bytes),
        _ => new ScalarShape(ScalarKind.String),
    };
}
