using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Services.Dns;

namespace RpcStack.Cli.Wire.Dns;

internal sealed partial class DnsDissector
{
    private const int MaxName = 255;
    private const int MaxPointers = 128;

    private static void ReadRecord(FieldReader reader, int start, string name, string? path)
    {
        Field record = reader.Open(name, "resource record", path);
        string owner = ReadName(reader, start, "name", path is null ? null : $"{path}.Name");
        string typeText = "";
        var type = (DnsRecordType)reader.U16("type", number => typeText = TypeText(number), path is null ? null : $"{path}.Type");
        bool isOpt = type == DnsRecordType.OPT;
        reader.U16(isOpt ? "payload size" : "class", number => isOpt ? $"{number} octets" : ClassText(number));
        reader.U32(isOpt ? "extended code, version, flags" : "ttl", number => isOpt ? $"0x{number:x8}" : $"{number} s", path is null ? null : $"{path}.TimeToLive");
        int length = reader.Length(reader.U16("rdlength", number => $"{number} octets"), "rdata");
        if (length > 0)
        {
            Field data = reader.Open("rdata", "rdata", path is null ? null : $"{path}.Data", length);
            ReadData(reader, start, type);
            data.Value = string.Join(' ', data.Parts.Select(part => part.Value));
            reader.Close();
            typeText += $" {data.Value}";
        }

        reader.Close();
        record.Value = $"{owner} {typeText}";
    }

    private static void ReadData(FieldReader reader, int start, DnsRecordType type)
    {
        switch (type)
        {
            case DnsRecordType.A when reader.Left == 4:
            case DnsRecordType.AAAA when reader.Left == 16:
                reader.Leaf("address", type.ToString(), reader.Left, bytes => new IPAddress(bytes).ToString());
                break;
            case DnsRecordType.NS or DnsRecordType.CNAME or DnsRecordType.PTR:
                ReadName(reader, start, "target", null);
                break;
            case DnsRecordType.MX:
                reader.U16("preference");
                ReadName(reader, start, "exchange", null);
                break;
            case DnsRecordType.SRV:
                reader.U16("priority");
                reader.U16("weight");
                reader.U16("port");
                ReadName(reader, start, "target", null);
                break;
            case DnsRecordType.SOA:
                ReadName(reader, start, "mname", null);
                ReadName(reader, start, "rname", null);
                foreach (string number in (ReadOnlySpan<string>)["serial", "refresh", "retry", "expire", "minimum"]) reader.U32(number);
                break;
            case DnsRecordType.TXT:
                for (int i = 0; reader.Left > 0; i++) ReadText(reader, $"text[{i}]");
                break;
            case DnsRecordType.OPT:
                while (reader.Left > 0) ReadOption(reader);
                break;
            default:
                reader.Octets("octets", reader.Left);
                break;
        }
    }

    private static void ReadText(FieldReader reader, string name)
    {
        Field text = reader.Open(name, "character-string");
        int length = reader.Length(reader.U8("length"), name);
        text.Value = FieldText.Quote(Encoding.Latin1.GetString(reader.Rest[..length]));
        if (length > 0) reader.Leaf("text", "octets", length, text.Value);
        reader.Close();
    }

    private static void ReadOption(FieldReader reader)
    {
        reader.Open("option", "EDNS option");
        reader.U16("code");
        int length = reader.Length(reader.U16("length"), "option");
        if (length > 0) reader.Octets("octets", length);
        reader.Close();
    }

    /// <summary>A name: labels, and perhaps a pointer to earlier ones (RFC 1035 §4.1.4), which are not read twice.</summary>
    private static string ReadName(FieldReader reader, int start, string name, string? path)
    {
        Field field = reader.Open(name, "domain name", path);
        var text = new StringBuilder();
        while (true)
        {
            if (reader.Left == 0) throw new DissectionException($"{name}: the octets end within a name");
            byte head = reader.Rest[0];
            if (head >= 0xC0)
            {
                if (reader.Left < 2) throw new DissectionException($"{name}: the octets end within a pointer");
                int to = BinaryPrimitives.ReadUInt16BigEndian(reader.Rest) & 0x3FFF;
                string tail = Follow(reader.All[start..], to, reader.At - start);
                reader.Leaf("pointer", "pointer", 2, string.Create(CultureInfo.InvariantCulture, $"{to}: {tail}"));
                text.Append(tail);
                break;
            }

            if (head > 63) throw new DissectionException($"{name}: 0x{head:x2} begins neither a label nor a pointer");
            if (head == 0)
            {
                reader.Leaf("end", "u8", 1, "0: the root");
                break;
            }

            string label = "";
            reader.Leaf("label", "label", 1 + head, bytes => FieldText.Quote(label = LabelText(bytes[1..])));
            text.Append(label).Append('.');
            if (text.Length > MaxName * 4) throw new DissectionException($"{name}: a name of more than {MaxName} octets");
        }

        string full = text.Length == 0 ? "." : FieldText.Plain(text.ToString());
        field.Value = full;
        reader.Close();
        return full;
    }

    /// <summary>The labels that a pointer points to. Each pointer points further back, so there is an end.</summary>
    private static string Follow(ReadOnlySpan<byte> message, int at, int before)
    {
        var text = new StringBuilder();
        for (int pointers = 0; pointers < MaxPointers; pointers++)
        {
            if (at >= before) throw new DissectionException($"a pointer to {at}, which is not before it");
            before = at;
            while (at < message.Length && message[at] is > 0 and <= 63 && at + 1 + message[at] <= message.Length)
            {
                text.Append(LabelText(message.Slice(at + 1, message[at]))).Append('.');
                at += 1 + message[at];
                if (text.Length > MaxName * 4) throw new DissectionException($"a name of more than {MaxName} octets");
            }

            if (at >= message.Length) break;
            if (message[at] == 0) return text.ToString();
            if (message[at] < 0xC0 || at + 1 >= message.Length) break;
            at = BinaryPrimitives.ReadUInt16BigEndian(message[at..]) & 0x3FFF;
        }

        throw new DissectionException("a pointer leads to no name");
    }

    /// <summary>A label in presentation format (RFC 1035 §5.1): dots within it and what cannot be printed are escaped.</summary>
    private static string LabelText(ReadOnlySpan<byte> label)
    {
        var text = new StringBuilder();
        foreach (byte octet in label)
        {
            if (octet is (byte)'.' or (byte)'\\') text.Append('\\').Append((char)octet);
            else if (octet is > 0x20 and < 0x7F) text.Append((char)octet);
            else text.Append(CultureInfo.InvariantCulture, $"\\{octet:d3}");
        }

        return text.ToString();
    }
}
