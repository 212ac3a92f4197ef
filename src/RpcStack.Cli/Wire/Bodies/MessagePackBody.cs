using System.Buffers.Binary;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.Bodies;

/// <summary>MessagePack says of every value what it is; the contract says what it is for.</summary>
internal sealed class MessagePackBody : BodyFormat
{
    public override string Name => "MessagePack";

    public override void Read(FieldReader reader, Shape? shape, string name) => ReadValue(reader, shape, "body", name);

    private static void ReadValue(FieldReader reader, Shape? shape, string name, string path)
    {
        while (shape is OptionalShape optional) shape = optional.Value;
        if (reader.Left == 0) throw new DissectionException($"{path}: the octets end where a value is expected");
        byte code = reader.Rest[0];
        switch (code)
        {
            case <= MessagePackCode.MaxPositive or >= MessagePackCode.MinNegative:
                reader.Leaf(name, "fixint", 1, ScalarText.Of((sbyte)code, shape), path);
                break;
            case < MessagePackCode.FixArray: ReadMap(reader, "fixmap", 0, shape, name, path); break;
            case < MessagePackCode.FixText: ReadArray(reader, "fixarray", 0, shape, name, path); break;
            case < MessagePackCode.Nil: ReadText(reader, "fixstr", 0, name, path); break;
            case MessagePackCode.Nil: reader.Leaf(name, "nil", 1, "null", path); break;
            case MessagePackCode.False: reader.Leaf(name, "bool", 1, "false", path); break;
            case MessagePackCode.True: reader.Leaf(name, "bool", 1, "true", path); break;
            case MessagePackCode.Bin8 or MessagePackCode.Bin16 or MessagePackCode.Bin32:
                ReadBytes(reader, $"bin{8 << (code - MessagePackCode.Bin8)}", 1 << (code - MessagePackCode.Bin8), name, path);
                break;
            case MessagePackCode.Ext8 or MessagePackCode.Ext16 or MessagePackCode.Ext32:
                int size = 1 << (code - MessagePackCode.Ext8);
                ReadExtension(reader, $"ext{8 * size}", size, Number(reader, size), name, path);
                break;
            case MessagePackCode.Single:
                reader.Leaf(name, "float32", 5, bytes => ScalarText.OfSingle(BinaryPrimitives.ReadSingleBigEndian(bytes[1..])), path);
                break;
            case MessagePackCode.Double:
                reader.Leaf(name, "float64", 9, bytes => ScalarText.OfDouble(BinaryPrimitives.ReadDoubleBigEndian(bytes[1..])), path);
                break;
            case >= MessagePackCode.UInt8 and <= MessagePackCode.UInt64:
                ReadInteger(reader, 1 << (code - MessagePackCode.UInt8), isSigned: false, shape, name, path);
                break;
            case >= MessagePackCode.Int8 and <= MessagePackCode.Int64:
                ReadInteger(reader, 1 << (code - MessagePackCode.Int8), isSigned: true, shape, name, path);
                break;
            case >= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16:
                ReadExtension(reader, $"fixext{1 << (code - MessagePackCode.FixExt1)}", 0, 1UL << (code - MessagePackCode.FixExt1), name, path);
                break;
            case MessagePackCode.Text8 or MessagePackCode.Text16 or MessagePackCode.Text32:
                ReadText(reader, $"str{8 << (code - MessagePackCode.Text8)}", 1 << (code - MessagePackCode.Text8), name, path);
                break;
            case MessagePackCode.Array16: ReadArray(reader, "array16", 2, shape, name, path); break;
            case MessagePackCode.Array32: ReadArray(reader, "array32", 4, shape, name, path); break;
            case MessagePackCode.Map16: ReadMap(reader, "map16", 2, shape, name, path); break;
            case MessagePackCode.Map32: ReadMap(reader, "map32", 4, shape, name, path); break;
            default: throw new DissectionException($"{path}: 0x{code:x2} begins no value");
        }
    }

    private static void ReadInteger(FieldReader reader, int size, bool isSigned, Shape? shape, string name, string path) => reader.Leaf(
        name,
        $"{(isSigned ? "int" : "uint")}{8 * size}",
        1 + size,
        bytes => ScalarText.Of(isSigned ? Signed(bytes[1..]) : (long)Unsigned(bytes[1..]), shape, !isSigned),
        path);

    private static void ReadText(FieldReader reader, string type, int size, string name, string path)
    {
        Field field = reader.Open(name, "str", path);
        int length = Begin(reader, type, size, 0x1F, "octets");
        field.Value = FieldText.Quote(FieldText.Utf8(reader.Rest[..length]));
        if (length > 0) reader.Leaf("text", "UTF-8", length, field.Value);
        reader.Close();
    }

    private static void ReadBytes(FieldReader reader, string type, int size, string name, string path)
    {
        Field field = reader.Open(name, "bin", path);
        int length = Begin(reader, type, size, 0, "octets");
        field.Value = FieldText.Hex(reader.Rest[..length]);
        if (length > 0) reader.Octets("octets", length);
        reader.Close();
    }

    private static void ReadArray(FieldReader reader, string type, int size, Shape? shape, string name, string path)
    {
        Field field = reader.Open(name, Describe(shape) ?? "array", path);
        int count = Begin(reader, type, size, 0x0F, "elements");
        if (shape is UnionShape union && count == 2) ReadUnion(reader, union, path);
        else if (shape is ScalarShape { Kind: ScalarKind.DateTimeOffset } && count == 2)
        {
            ReadValue(reader, null, "clock", path);
            ReadValue(reader, null, "minutes", path);
        }
        else if (shape is MessageShape message) ReadFields(reader, message, count, path);
        else
        {
            Shape? element = (shape as ListShape)?.Element;
            for (int i = 0; i < count; i++) ReadValue(reader, element, $"[{i}]", PathTo(path, i));
            field.Value = $"{count} elements";
        }

        reader.Close();
    }

    private static void ReadFields(FieldReader reader, MessageShape message, int count, string path)
    {
        for (int i = 0; i < count; i++)
        {
            int index = message.IndexOf(i);
            FieldShape? field = index < 0 ? null : message.Fields[index];
            string name = FieldText.Plain(field?.Name ?? $"position {i}");
            if (field is null) reader.Open(name, "unknown field");
            ReadValue(reader, field?.Shape, name, field is null ? name : PathTo(path, name));
            if (field is null) reader.Close();
        }
    }

    private static void ReadUnion(FieldReader reader, UnionShape union, string path)
    {
        ReadOnlySpan<byte> rest = reader.Rest;
        long label = Peek(rest) ?? throw new DissectionException($"{path}: no label of the union {union.Name}");
        ReadValue(reader, union.Discriminator, "case", path);
        int index = union.IndexOf(label);
        if (index < 0)
        {
            ReadValue(reader, null, "unknown case", path);
            return;
        }

        FieldShape @case = union.Cases[index];
        string name = FieldText.Plain(@case.Name);
        ReadValue(reader, @case.Shape, name, PathTo(path, name));
    }

    private static void ReadMap(FieldReader reader, string type, int size, Shape? shape, string name, string path)
    {
        Field field = reader.Open(name, Describe(shape) ?? "map", path);
        int count = Begin(reader, type, size, 0x0F, "entries");
        var map = shape as MapShape;
        for (int i = 0; i < count; i++)
        {
            reader.Open($"[{i}]", "entry", PathTo(path, i));
            ReadValue(reader, map?.Key, "key", PathTo(PathTo(path, i), "key"));
            ReadValue(reader, map?.Value, "value", PathTo(PathTo(path, i), "value"));
            reader.Close();
        }

        field.Value = $"{count} entries";
        reader.Close();
    }

    private static void ReadExtension(FieldReader reader, string type, int size, ulong length, string name, string path)
    {
        const byte Timestamp = MessagePackCode.Timestamp;
        Field field = reader.Open(name, "ext", path);
        reader.Leaf("code", type, 1 + size);
        byte kind = reader.U8("type", code => ((sbyte)code).ToString(System.Globalization.CultureInfo.InvariantCulture));
        int count = reader.Length(length, path);
        ReadOnlySpan<byte> bytes = reader.Rest[..count];
        field.Value = kind == Timestamp ? TimestampText(bytes) : FieldText.Hex(bytes);
        if (count > 0) reader.Leaf(kind == Timestamp ? "timestamp" : "octets", "octets", count, field.Value);
        reader.Close();
    }

    private static string TimestampText(ReadOnlySpan<byte> bytes)
    {
        switch (bytes.Length)
        {
            case 4: return ScalarText.OfSeconds(BinaryPrimitives.ReadUInt32BigEndian(bytes), 0);
            case 8:
                ulong both = BinaryPrimitives.ReadUInt64BigEndian(bytes);
                return ScalarText.OfSeconds((long)(both & 0x3_FFFF_FFFF), (long)(both >> 34));
            case 12: return ScalarText.OfSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes[4..]), BinaryPrimitives.ReadUInt32BigEndian(bytes));
            default: return FieldText.Hex(bytes);
        }
    }

    /// <summary>The head of a value that counts: the code with its count within, or followed by it.</summary>
    private static int Begin(FieldReader reader, string type, int size, byte mask, string unit)
    {
        ulong count = size == 0 ? (ulong)(reader.Rest[0] & mask) : Number(reader, size);
        reader.Leaf("head", type, 1 + size, $"{count} {unit}");
        // Each needs an octet at least.
        return reader.Length(count, unit);
    }

    private static ulong Number(FieldReader reader, int size) => reader.Left > size
        ? Unsigned(reader.Rest.Slice(1, size))
        : throw new DissectionException("the octets end within a count");

    private static ulong Unsigned(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        foreach (byte octet in bytes) number = (number << 8) | octet;
        return number;
    }

    private static long Signed(ReadOnlySpan<byte> bytes)
    {
        int shift = 64 - (8 * bytes.Length);
        return (long)(Unsigned(bytes) << shift) >> shift;
    }

    /// <summary>The integer or boolean at the start, or null.</summary>
    private static long? Peek(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty) return null;
        byte code = rest[0];
        if (code is <= MessagePackCode.MaxPositive or >= MessagePackCode.MinNegative) return (sbyte)code;
        if (code is MessagePackCode.False or MessagePackCode.True) return code - MessagePackCode.False;
        if (code is < MessagePackCode.UInt8 or > MessagePackCode.Int64) return null;
        bool isSigned = code >= MessagePackCode.Int8;
        int size = 1 << (code - (isSigned ? MessagePackCode.Int8 : MessagePackCode.UInt8));
        if (rest.Length <= size) return null;
        return isSigned ? Signed(rest.Slice(1, size)) : (long)Unsigned(rest.Slice(1, size));
    }

    private static string? Describe(Shape? shape) => shape switch
    {
        MessageShape { Name.Length: > 0 } message => FieldText.Plain(message.Name),
        UnionShape union => FieldText.Plain(union.Name),
        ListShape => "array",
        _ => null,
    };
}
