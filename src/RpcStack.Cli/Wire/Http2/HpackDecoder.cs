using System.Globalization;
using System.Text;
using RpcStack.Cli.Wire.Dissection;

namespace RpcStack.Cli.Wire.Http2;

/// <summary>Reads one side's headers (RFC 7541), which say much by what was said before.</summary>
internal sealed class HpackDecoder
{
    private const int MaxTable = 64 << 10;
    private const int Overhead = 32;

    private readonly List<(string Name, string Value)> _dynamic = [];
    private int _size;
    private int _capacity = 4096;

    /// <summary>Reads a block to the reader's end, a field for each header.</summary>
    public List<(string Name, string Value)> Read(FieldReader reader)
    {
        List<(string Name, string Value)> headers = [];
        while (reader.Left > 0)
        {
            byte first = reader.Rest[0];
            if (first >= 0x80) headers.Add(ReadIndexed(reader));
            else if (first >= 0x40) headers.Add(ReadLiteral(reader, prefix: 6, "literal, to be indexed", isIndexed: true));
            else if (first >= 0x20) ReadCapacity(reader);
            else headers.Add(ReadLiteral(reader, prefix: 4, first >= 0x10 ? "literal, never indexed" : "literal", isIndexed: false));
        }

        return headers;
    }

    private (string Name, string Value) ReadIndexed(FieldReader reader)
    {
        Field field = reader.Open("header", "indexed");
        (string Name, string Value) header = Find(ReadNumber(reader, "index", 7));
        Close(reader, field, header);
        return header;
    }

    private (string Name, string Value) ReadLiteral(FieldReader reader, int prefix, string type, bool isIndexed)
    {
        Field field = reader.Open("header", type);
        int index = ReadNumber(reader, "name's index", prefix);
        string name = index == 0 ? ReadText(reader, "name") : Find(index).Name;
        (string Name, string Value) header = (name, ReadText(reader, "value"));
        if (isIndexed) Add(header);
        Close(reader, field, header);
        return header;
    }

    private static void Close(FieldReader reader, Field field, (string Name, string Value) header)
    {
        field.Value = $"{FieldText.Plain(header.Name)}: {FieldText.Plain(header.Value)}";
        reader.Close();
    }

    private void ReadCapacity(FieldReader reader)
    {
        int capacity = ReadNumber(reader, "size of the table", 5);
        if (capacity > MaxTable) throw new DissectionException($"a table of {capacity} octets");
        _capacity = capacity;
        Evict(0);
    }

    private (string Name, string Value) Find(int index)
    {
        IReadOnlyList<(string Name, string Value)> known = HpackStaticTable.Entries;
        if (index >= 1 && index <= known.Count) return known[index - 1];
        int dynamic = index - known.Count - 1;
        return dynamic >= 0 && dynamic < _dynamic.Count
            ? _dynamic[dynamic]
            : throw new DissectionException($"no header has the index {index}; the connection's beginning may be missing");
    }

    private void Add((string Name, string Value) header)
    {
        int size = Size(header);
        Evict(size);
        if (size > _capacity) return;
        _dynamic.Insert(0, header);
        _size += size;
    }

    private void Evict(int room)
    {
        while (_dynamic.Count > 0 && _size + room > _capacity)
        {
            _size -= Size(_dynamic[^1]);
            _dynamic.RemoveAt(_dynamic.Count - 1);
        }
    }

    private static int Size((string Name, string Value) header) => header.Name.Length + header.Value.Length + Overhead;

    /// <summary>An integer whose first octet shares with other bits (RFC 7541 §5.1).</summary>
    private static int ReadNumber(FieldReader reader, string name, int prefix)
    {
        ReadOnlySpan<byte> rest = reader.Rest;
        if (rest.IsEmpty) throw new DissectionException($"{name}: the octets end before it");
        int mask = (1 << prefix) - 1;
        long number = rest[0] & mask;
        int length = 1;
        if (number == mask)
        {
            for (int shift = 0; ; shift += 7)
            {
                if (length >= rest.Length || shift > 21) throw new DissectionException($"{name}: an integer without an end");
                number += (long)(rest[length] & 0x7F) << shift;
                if (rest[length++] < 0x80) break;
            }
        }

        reader.Leaf(name, $"{prefix}-bit prefix", length, number.ToString(CultureInfo.InvariantCulture));
        return (int)number;
    }

    private static string ReadText(FieldReader reader, string name)
    {
        if (reader.Left == 0) throw new DissectionException($"{name}: the octets end before it");
        bool isHuffman = (reader.Rest[0] & 0x80) != 0;
        int length = reader.Length((ulong)ReadNumber(reader, $"{name}'s length", 7), name);
        ReadOnlySpan<byte> bytes = reader.Rest[..length];
        string text = isHuffman ? HuffmanDecoder.Decode(bytes) : Encoding.Latin1.GetString(bytes);
        if (length > 0) reader.Leaf(name, isHuffman ? "Huffman" : "text", length, FieldText.Quote(text));
        return text;
    }
}
