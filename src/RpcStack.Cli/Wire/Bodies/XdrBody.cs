using System.Buffers.Binary;
using System.Globalization;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.Bodies;

/// <summary>XDR (RFC 4506) says of nothing what it is: without the contract it is words of four octets.</summary>
internal sealed class XdrBody : BodyFormat
{
    public override string Name => "XDR";

    /// <summary>Reads a value with its name, wherever it stands.</summary>
    public static void ReadValue(FieldReader reader, Shape shape, string name, string path)
    {
        switch (shape)
        {
            case OptionalShape optional: ReadOptional(reader, optional, name, path); break;
            case MessageShape message: ReadMessage(reader, message, name, path); break;
            case ListShape list: ReadList(reader, list, name, path); break;
            case MapShape map: ReadMap(reader, map, name, path); break;
            case UnionShape union: ReadUnion(reader, union, name, path); break;
            case EnumShape enumeration: ReadNumber(reader, enumeration, enumeration.Underlying, name, path); break;
            case ReferenceShape: ReadNumber(reader, shape, ScalarKind.UInt32, name, path); break;
            case ScalarShape scalar: ReadScalar(reader, scalar, name, path); break;
            default: throw new NotSupportedException($"XDR has no {shape.GetType().Name}.");
        }
    }

    public override void Read(FieldReader reader, Shape? shape, string name)
    {
        reader.Open("body", Name, name, reader.Left);
        if (shape is MessageShape message) ReadFields(reader, message, name);
        else if (shape is not null) ReadValue(reader, shape, name, name);
        else if (reader.Left > 0) reader.Octets("words", reader.Left);
        reader.Close();
    }

    private static void ReadMessage(FieldReader reader, MessageShape message, string name, string path)
    {
        reader.Open(name, message.Name.Length > 0 ? FieldText.Plain(message.Name) : "struct", path);
        ReadFields(reader, message, path);
        reader.Close();
    }

    private static void ReadFields(FieldReader reader, MessageShape message, string path)
    {
        foreach (FieldShape field in message.Fields)
        {
            string name = FieldText.Plain(field.Name);
            ReadValue(reader, field.Shape, name, PathTo(path, name));
        }
    }

    private static void ReadOptional(FieldReader reader, OptionalShape optional, string name, string path)
    {
        reader.Open(name, "optional", path);
        bool isThere = reader.U32("present", flag => flag == 0 ? "FALSE" : "TRUE") != 0;
        if (isThere) ReadValue(reader, optional.Value, name, path);
        reader.Close(isThere ? null : "null");
    }

    private static void ReadList(FieldReader reader, ListShape list, string name, string path)
    {
        reader.Open(name, list.Bound.IsFixed ? "fixed array" : "array", path);
        long count = Count(reader, list.Bound, XdrSize.IsZero(list.Element));
        for (int i = 0; i < count; i++) ReadValue(reader, list.Element, $"[{i}]", PathTo(path, i));
        reader.Close($"{count} elements");
    }

    private static void ReadMap(FieldReader reader, MapShape map, string name, string path)
    {
        reader.Open(name, "array of entries", path);
        long count = Count(reader, map.Bound, XdrSize.IsZero(map.Key) && XdrSize.IsZero(map.Value));
        for (int i = 0; i < count; i++)
        {
            string entry = PathTo(path, i);
            reader.Open($"[{i}]", "entry", entry);
            ReadValue(reader, map.Key, "key", PathTo(entry, "key"));
            ReadValue(reader, map.Value, "value", PathTo(entry, "value"));
            reader.Close();
        }

        reader.Close($"{count} entries");
    }

    /// <summary>A count that the octets that follow can bear out; what takes none is not counted through.</summary>
    private static long Count(FieldReader reader, Bound bound, bool isZero)
    {
        uint count = bound.IsFixed ? (uint)bound.Limit : reader.U32("count");
        if (isZero) return 0;
        return count <= reader.Left / 4 ? count : throw new DissectionException($"{count} elements are announced, and {reader.Left} octets are left");
    }

    private static void ReadUnion(FieldReader reader, UnionShape union, string name, string path)
    {
        reader.Open(name, FieldText.Plain(union.Name), path);
        Shape discriminator = union.Discriminator ?? new ScalarShape(ScalarKind.Int32);
        long label = ReadNumber(reader, discriminator, union.DiscriminatorKind, "discriminant", path);
        int index = union.IndexOf(label);
        if (index < 0) throw new DissectionException($"{path}: {label} is no case of {union.Name}");
        FieldShape @case = union.Cases[index];
        string caseName = FieldText.Plain(@case.Name);
        ReadValue(reader, @case.Shape, caseName, PathTo(path, caseName));
        reader.Close(caseName);
    }

    private static void ReadScalar(FieldReader reader, ScalarShape scalar, string name, string path)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.String or ScalarKind.Decimal: ReadOpaque(reader, scalar, isText: true, name, path); break;
            case ScalarKind.Bytes: ReadOpaque(reader, scalar, isText: false, name, path); break;
            case ScalarKind.Guid:
                reader.Leaf(name, "opaque[16]", 16, bytes => new Guid(bytes, bigEndian: true).ToString(), path);
                break;
            case ScalarKind.Single:
                reader.Leaf(name, "float", 4, bytes => ScalarText.OfSingle(BinaryPrimitives.ReadSingleBigEndian(bytes)), path);
                break;
            case ScalarKind.Double:
                reader.Leaf(name, "double", 8, bytes => ScalarText.OfDouble(BinaryPrimitives.ReadDoubleBigEndian(bytes)), path);
                break;
            case ScalarKind.DateTimeOffset:
                reader.Open(name, "instant and offset", path);
                reader.Leaf("instant", "hyper", 8, bytes => ScalarText.OfTicks(BinaryPrimitives.ReadInt64BigEndian(bytes)), path);
                reader.Leaf("minutes", "int", 4, bytes => BinaryPrimitives.ReadInt32BigEndian(bytes).ToString(CultureInfo.InvariantCulture), path);
                reader.Close();
                break;
            default: ReadNumber(reader, scalar, scalar.Kind, name, path); break;
        }
    }

    private static long ReadNumber(FieldReader reader, Shape shape, ScalarKind kind, string name, string path)
    {
        bool isUnsigned = kind is ScalarKind.Byte or ScalarKind.UInt16 or ScalarKind.UInt32 or ScalarKind.UInt64 or ScalarKind.Char;
        bool isWide = kind is ScalarKind.Int64 or ScalarKind.UInt64 or ScalarKind.DateTime or ScalarKind.TimeOnly or ScalarKind.TimeSpan;
        string type = kind == ScalarKind.Boolean ? "bool" : shape is EnumShape ? "enum" : $"{(isUnsigned ? "unsigned " : "")}{(isWide ? "hyper" : "int")}";
        long number = 0;
        reader.Leaf(
            name,
            type,
            isWide ? 8 : 4,
            bytes =>
            {
                number = isWide ? BinaryPrimitives.ReadInt64BigEndian(bytes)
                    : isUnsigned ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32BigEndian(bytes);
                return ScalarText.Of(number, shape, isUnsigned);
            },
            path);
        return number;
    }

    private static void ReadOpaque(FieldReader reader, ScalarShape scalar, bool isText, string name, string path)
    {
        bool isFixed = scalar.Bound.IsFixed && !isText;
        Field field = reader.Open(name, isText ? "string" : isFixed ? $"opaque{scalar.Bound}" : "opaque<>", path);
        int length = reader.Length(isFixed ? (ulong)scalar.Bound.Limit : reader.U32("length"), path);
        ReadOnlySpan<byte> bytes = reader.Rest[..length];
        field.Value = isText ? FieldText.Quote(FieldText.Utf8(bytes)) : FieldText.Hex(bytes);
        if (length > 0) reader.Leaf(isText ? "text" : "octets", isText ? "UTF-8" : "octets", length, field.Value);
        int padding = -length & 3;
        if (padding > 0) reader.Leaf("padding", "octets", padding, FieldText.Hex);
        reader.Close();
    }
}
