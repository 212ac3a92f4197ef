using System.Buffers.Binary;
using System.Globalization;

namespace RpcStack.Cli.Wire.Dissection;

/// <summary>
/// Steps through a message and writes down what its octets mean. Whatever becomes of it, the fields without parts cover the message
/// from its beginning to its end, without gap or overlap.
/// </summary>
internal sealed class FieldReader
{
    /// <summary>How deep fields may nest.</summary>
    private const int MaxDepth = 100;

    /// <summary>How many fields a message may have; what lies behind them is one.</summary>
    private const int MaxFields = 20_000;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Stack<(Field Field, int End)> _open = new();
    private int _fields;

    public FieldReader(ReadOnlyMemory<byte> bytes, string name)
    {
        _bytes = bytes;
        End = bytes.Length;
        Last = Root = new Field(name, "message", 0);
        _open.Push((Root, End));
    }

    /// <summary>The message.</summary>
    public Field Root { get; }

    /// <summary>Where it stands.</summary>
    public int At { get; private set; }

    /// <summary>Where what is open ends, as far as that is known.</summary>
    public int End { get; private set; }

    public int Left => End - At;

    /// <summary>What was begun last.</summary>
    public Field Last { get; private set; }

    public ReadOnlySpan<byte> Rest => _bytes.Span[At..End];

    /// <summary>The whole message, for what points back.</summary>
    public ReadOnlySpan<byte> All => _bytes.Span;

    /// <summary>Reads a message from its beginning to its end, and puts right what went wrong.</summary>
    public static Field Read(ReadOnlyMemory<byte> bytes, string name, Action<FieldReader> read)
    {
        var reader = new FieldReader(bytes, name);
        reader.Complete(() => read(reader));
        return reader.Root;
    }

    /// <summary>Opens a field that has parts; <see cref="Close"/> ends it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="contract">What it is in the contract, if anything.</param>
    /// <param name="length">How long it is, if that is known.</param>
    public Field Open(string name, string type, string? contract = null, int? length = null)
    {
        if (_open.Count > MaxDepth) throw new DissectionException($"fields nest more than {MaxDepth} deep");
        if (length is { } size) Need(size, name);
        Field field = Make(name, type, contract);
        _open.Push((field, End));
        if (length is { } known) End = At + known;
        return field;
    }

    /// <summary>Closes the innermost open field. What is left of one of known length becomes a part of its own.</summary>
    public void Close(string? value = null)
    {
        (Field field, int end) = _open.Peek();
        if (end != End && Left > 0) Leaf("rest", "octets", Left, problem: "more octets than there is a meaning for");
        _open.Pop();
        End = end;
        field.Length = At - field.Offset;
        field.Value ??= value;
    }

    /// <summary>A field without parts.</summary>
    public Field Leaf(
        string name, string type, int length, string? value = null, string? contract = null, string? problem = null)
    {
        Need(length, name);
        Field field = Make(name, type, contract);
        field.Length = length;
        field.Value = value;
        field.Problem = problem;
        At += length;
        return field;
    }

    /// <summary>A field without parts, whose octets say the value.</summary>
    public Field Leaf(string name, string type, int length, Func<ReadOnlySpan<byte>, string?> value, string? contract = null)
    {
        Need(length, name);
        return Leaf(name, type, length, value(_bytes.Span.Slice(At, length)), contract);
    }

    /// <summary>Octets without further meaning.</summary>
    public Field Octets(string name, int length, string? contract = null) => Leaf(name, "octets", length, FieldText.Hex, contract);

    /// <summary>An unsigned integer of one octet.</summary>
    public byte U8(string name, Func<byte, string?>? value = null)
    {
        Need(1, name);
        byte number = _bytes.Span[At];
        Leaf(name, "u8", 1, value?.Invoke(number) ?? Text(number));
        return number;
    }

    /// <summary>An unsigned integer of two octets, the most significant first.</summary>
    public ushort U16(string name, Func<ushort, string?>? value = null, string? contract = null)
    {
        Need(2, name);
        ushort number = BinaryPrimitives.ReadUInt16BigEndian(_bytes.Span[At..]);
        Leaf(name, "u16", 2, value?.Invoke(number) ?? Text(number), contract);
        return number;
    }

    /// <summary>An unsigned integer of four octets, the most significant first.</summary>
    public uint U32(string name, Func<uint, string?>? value = null, string? contract = null)
    {
        Need(4, name);
        uint number = BinaryPrimitives.ReadUInt32BigEndian(_bytes.Span[At..]);
        Leaf(name, "u32", 4, value?.Invoke(number) ?? Text(number), contract);
        return number;
    }

    /// <summary>An unsigned integer of eight octets, the most significant first.</summary>
    public ulong U64(string name, Func<ulong, string?>? value = null)
    {
        Need(8, name);
        ulong number = BinaryPrimitives.ReadUInt64BigEndian(_bytes.Span[At..]);
        Leaf(name, "u64", 8, value?.Invoke(number) ?? Text(number));
        return number;
    }

    /// <summary>An integer in groups of seven bits (LEB128).</summary>
    public ulong Varint(string name, Func<ulong, string?>? value = null, string? contract = null)
    {
        (ulong number, int length) = PeekVarint(name);
        Leaf(name, "varint", length, value?.Invoke(number) ?? number.ToString(CultureInfo.InvariantCulture), contract);
        return number;
    }

    /// <summary>What a varint says, and how long it is.</summary>
    public (ulong Number, int Length) PeekVarint(string name)
    {
        ulong number = 0;
        for (int i = 0; i < Math.Min(Left, 10); i++)
        {
            byte octet = _bytes.Span[At + i];
            if (i == 9 && octet > 1) throw new DissectionException($"{name}: a varint of more than 64 bits");
            number |= (ulong)(octet & 0x7F) << (7 * i);
            if (octet < 0x80) return (number, i + 1);
        }

        throw new DissectionException($"{name}: the octets end within a varint");
    }

    /// <summary>A varint, and so many octets of UTF-8.</summary>
    public string VarintText(string name, string? contract = null)
    {
        Field field = Open(name, "string", contract);
        int length = Length(Varint("length"), name);
        string text = FieldText.Utf8(Rest[..length]);
        if (length > 0) Leaf("text", "UTF-8", length, FieldText.Quote(text));
        field.Value = FieldText.Quote(text);
        Close();
        return text;
    }

    /// <summary>A length that a peer announced, held against what is there.</summary>
    public int Length(ulong announced, string name) => announced <= (ulong)Left
        ? (int)announced
        : throw new DissectionException($"{name}: {announced} octets are announced, and {Left} are left");

    /// <summary>Reads what <paramref name="bytes"/> hold, which a field's octets inflate to, as that field's parts.</summary>
    public static void Inflate(Field field, ReadOnlyMemory<byte> bytes, Action<FieldReader> read)
    {
        Field inner = Read(bytes, field.Name, read);
        field.Inflated = bytes;
        field.Problem ??= inner.Problem;
        foreach (Field part in inner.Parts) field.Add(part);
    }

    /// <summary>Reads; where that fails, what is left is one field that says why, and everything is closed.</summary>
    private void Complete(Action read)
    {
        string? problem = null;
        try
        {
            read();
        }
        catch (DissectionException malformed)
        {
            problem = malformed.Message;
        }

        while (_open.Count > 1)
        {
            (Field field, int end) = _open.Pop();
            End = end;
            field.Length = At - field.Offset;
        }

        End = _bytes.Length;
        // Past the limits on fields, so that nothing stays uncovered.
        if (Left > 0 || problem is not null)
        {
            Root.Add(new Field(problem is null ? "rest" : "malformed", "octets", At)
            {
                Length = Left,
                Value = FieldText.Hex(Rest),
                Problem = problem ?? "more octets than there is a meaning for",
            });
            Root.Problem = problem;
        }

        At = End;
        Root.Length = _bytes.Length;
    }

    private Field Make(string name, string type, string? contract)
    {
        if (_fields++ >= MaxFields) throw new DissectionException($"more than {MaxFields} fields");
        var field = new Field(name, type, At) { Contract = contract };
        _open.Peek().Field.Add(field);
        return Last = field;
    }

    private void Need(int length, string name)
    {
        if ((uint)length > (uint)Left) throw new DissectionException($"{name}: {length} octets are needed, and {Left} are left");
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
