using System.Buffers.Binary;
using System.Globalization;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.Bodies;

/// <summary>Protocol buffers have numbers for fields, and say of each only how long it is.</summary>
internal sealed class ProtobufBody : BodyFormat
{
    // message { google.protobuf.Timestamp time = 1; int32 offset_minutes = 2; }, and what both it and Duration are.
    private static readonly MessageShape Seconds = new(
        "seconds and nanoseconds",
        new FieldShape(0, "seconds", () => new ScalarShape(ScalarKind.Int64)),
        new FieldShape(1, "nanos", () => new ScalarShape(ScalarKind.Int32)));

    private static readonly MessageShape TimeAndOffset = new(
        "time and offset",
        new FieldShape(0, "time", () => Seconds),
        new FieldShape(1, "offset_minutes", () => new ScalarShape(ScalarKind.Int32)));

    public override string Name => "protobuf";

    public override void Read(FieldReader reader, Shape? shape, string name)
    {
        reader.Open("body", Name, name, reader.Left);
        ReadFields(reader, shape is null or MessageShape or UnionShape ? shape : shape.AsBody, name);
        reader.Close();
    }

    /// <summary>Fields to the reader's end.</summary>
    private static void ReadFields(FieldReader reader, Shape? shape, string path)
    {
        Dictionary<uint, int> counts = [];
        while (reader.Left > 0)
        {
            (ulong tag, _) = reader.PeekVarint("tag");
            if (tag > uint.MaxValue || tag >> 3 == 0) throw new DissectionException($"{path}: {tag} is no tag of a field");
            var number = (uint)(tag >> 3);
            (string? name, Shape? field) = Find(shape, number);
            counts[number] = counts.GetValueOrDefault(number) + 1;
            ReadField(reader, (int)(tag & 7), number, field, name, name is null ? path : PathTo(path, name), counts[number] - 1);
        }
    }

    /// <summary>What a field's number means.</summary>
    private static (string? Name, Shape? Shape) Find(Shape? shape, uint number)
    {
        if (shape is UnionShape union)
        {
            if (union.Discriminator is not null && number == ProtobufWire.Discriminator) return ("discriminator", union.Discriminator);
            FieldShape? @case = union.Cases.FirstOrDefault(one => one.Number == number);
            return (@case is null ? null : FieldText.Plain(@case.Name), @case?.Shape);
        }

        if (shape is not MessageShape message || number > int.MaxValue) return default;
        int index = message.IndexOf((int)number - 1);
        return index < 0 ? default : (FieldText.Plain(message.Fields[index].Name), message.Fields[index].Shape);
    }

    private static void ReadField(FieldReader reader, int wire, uint number, Shape? shape, string? name, string path, int occurrence)
    {
        while (shape is OptionalShape optional) shape = optional.Value;
        if (shape is ListShape && (wire != ProtobufWire.Length || IsMessageLike(((ListShape)shape).Element)))
        {
            shape = ((ListShape)shape).Element;
            path = PathTo(path, occurrence);
            while (shape is OptionalShape optional) shape = optional.Value;
        }
        else if (shape is MapShape)
        {
            path = PathTo(path, occurrence);
        }

        Field field = reader.Open(name ?? $"field {number}", name is null ? "unknown field" : "field", path);
        reader.Varint("tag", _ => $"field {number}, {WireName(wire)}");
        field.Value = ReadValue(reader, wire, number, shape, path);
        reader.Close();
    }

    private static bool IsMessageLike(Shape element) => ProtobufWire.Of(element) == ProtobufWire.Length;

    private static string? ReadValue(FieldReader reader, int wire, uint number, Shape? shape, string path)
    {
        switch (wire)
        {
            case ProtobufWire.Varint:
                string? text = null;
                reader.Varint("value", value => text = VarintText(value, shape));
                return text;
            case ProtobufWire.Fixed64:
                return reader.Leaf("value", "fixed64", 8, bytes => ScalarText.OfDouble(BinaryPrimitives.ReadDoubleLittleEndian(bytes))).Value;
            case ProtobufWire.Fixed32:
                return reader.Leaf("value", "fixed32", 4, bytes => ScalarText.OfSingle(BinaryPrimitives.ReadSingleLittleEndian(bytes))).Value;
            case ProtobufWire.Length:
                return ReadLengthDelimited(reader, shape, path);
            case ProtobufWire.StartGroup:
                ReadGroup(reader, number);
                return null;
            default:
                throw new DissectionException($"{path}: {wire} is no wire type here");
        }
    }

    private static string VarintText(ulong value, Shape? shape) => shape is null
        ? value.ToString(CultureInfo.InvariantCulture)
        : ScalarText.Of((long)value, shape, shape is ScalarShape { Kind: ScalarKind.UInt64 });

    private static string? ReadLengthDelimited(FieldReader reader, Shape? shape, string path)
    {
        int length = reader.Length(reader.Varint("length"), path);
        ReadOnlySpan<byte> bytes = reader.Rest[..length];
        switch (shape)
        {
            case MessageShape or UnionShape:
                ReadNested(reader, shape, length, path);
                return null;
            case MapShape map:
                ReadNested(reader, Entry(map), length, path);
                return null;
            case ListShape list:
                return ReadPacked(reader, list, length, path);
            case ScalarShape { Kind: ScalarKind.DateTimeOffset }:
                ReadNested(reader, TimeAndOffset, length, path);
                return null;
            case ScalarShape { Kind: ScalarKind.DateTime or ScalarKind.TimeSpan or ScalarKind.TimeOnly }:
                ReadNested(reader, Seconds, length, path);
                return null;
            case ScalarShape { Kind: ScalarKind.Bytes }:
                if (length > 0) reader.Octets("octets", length);
                return FieldText.Hex(bytes);
            default:
                bool isText = shape is not null || LooksLikeText(bytes);
                string value = isText ? FieldText.Quote(FieldText.Utf8(bytes)) : FieldText.Hex(bytes);
                if (length > 0) reader.Leaf(isText ? "text" : "octets", isText ? "UTF-8" : "octets", length, value);
                return value;
        }
    }

    private static void ReadNested(FieldReader reader, Shape shape, int length, string path)
    {
        if (length == 0) return;
        string type = shape switch
        {
            MessageShape { Name.Length: > 0 } message => FieldText.Plain(message.Name),
            UnionShape union => FieldText.Plain(union.Name),
            _ => "message",
        };
        reader.Open("message", type, path, length);
        ReadFields(reader, shape, path);
        reader.Close();
    }

    private static MessageShape Entry(MapShape map) => new(
        "entry", new FieldShape(0, "key", () => map.Key), new FieldShape(1, "value", () => map.Value));

    private static string ReadPacked(FieldReader reader, ListShape list, int length, string path)
    {
        if (length == 0) return "0 elements";
        reader.Open("packed", "packed", path, length);
        int count = 0;
        int wire = ProtobufWire.Of(list.Element);
        for (; reader.Left > 0; count++)
        {
            if (wire == ProtobufWire.Varint) reader.Varint($"[{count}]", value => VarintText(value, list.Element), PathTo(path, count));
            else ReadFixed(reader, wire, $"[{count}]", PathTo(path, count));
        }

        reader.Close();
        return $"{count} elements";
    }

    private static void ReadFixed(FieldReader reader, int wire, string name, string path)
    {
        if (wire == ProtobufWire.Fixed32)
            reader.Leaf(name, "fixed32", 4, bytes => ScalarText.OfSingle(BinaryPrimitives.ReadSingleLittleEndian(bytes)), path);
        else reader.Leaf(name, "fixed64", 8, bytes => ScalarText.OfDouble(BinaryPrimitives.ReadDoubleLittleEndian(bytes)), path);
    }

    // A group ends with a tag of its own, and nobody here writes one.
    private static void ReadGroup(FieldReader reader, uint number)
    {
        while (true)
        {
            (ulong tag, _) = reader.PeekVarint("tag");
            if (tag == ((ulong)number << 3 | ProtobufWire.EndGroup))
            {
                reader.Varint("end", _ => $"end of group {number}");
                return;
            }

            ReadField(reader, (int)(tag & 7), (uint)(tag >> 3), null, null, $"group {number}", 0);
        }
    }

    private static string WireName(int wire) => wire switch
    {
        ProtobufWire.Varint => "varint",
        ProtobufWire.Fixed64 => "8 octets",
        ProtobufWire.Length => "length-delimited",
        ProtobufWire.StartGroup => "group",
        ProtobufWire.EndGroup => "end of group",
        ProtobufWire.Fixed32 => "4 octets",
        _ => $"wire type {wire}",
    };

    private static bool LooksLikeText(ReadOnlySpan<byte> bytes)
    {
        foreach (byte octet in bytes)
            if (octet < 0x20 && octet is not ((byte)'\t' or (byte)'\r' or (byte)'\n')) return false;
        return System.Text.Unicode.Utf8.IsValid(bytes);
    }
}
