using System.Buffers.Binary;
using System.Globalization;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Services.Dns;

namespace RpcStack.Cli.Wire.Dns;

/// <summary>DNS messages (RFC 1035 §4), with the names that <see cref="IDnsLookup"/> has for what they hold.</summary>
internal sealed partial class DnsDissector(FlowTransport transport) : Dissector
{
    private const int HeaderSize = 12;

    public override string Protocol => "dns";

    /// <summary>Whether a message may be one of DNS: known codes, one question, and room for what is counted.</summary>
    public static bool IsPlausible(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize + 5) return false;
        ushort flags = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        int questions = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        int records = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..])
            + BinaryPrimitives.ReadUInt16BigEndian(bytes[8..])
            + BinaryPrimitives.ReadUInt16BigEndian(bytes[10..]);
        int opcode = flags >> 11 & 0xF;
        return opcode is 0 or 2 or 4 or 5 && (flags & 0x40) == 0 && questions == 1 && bytes.Length >= HeaderSize + 5 + (records * 11);
    }

    public override long Measure(Side from, ReadOnlySpan<byte> bytes)
    {
        if (transport == FlowTransport.Udp) return bytes.Length;
        return bytes.Length < 2 ? 0 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    public override string Read(Side from, FieldReader reader)
    {
        if (transport == FlowTransport.Tcp) reader.U16("length", octets => $"{octets} octets");
        int start = reader.At;
        reader.U16("id", id => $"0x{id:x4}");
        ushort flags = reader.U16("flags", DnsFlagText.Of);
        bool isResponse = (flags & 0x8000) != 0;
        // Two of the answer's fields are bits of this one.
        if (isResponse) reader.Last.Contract = "response.Code, response.IsAuthoritative";
        ushort questions = reader.U16("questions");
        ushort[] counts = [reader.U16("answers"), reader.U16("authorities"), reader.U16("additionals")];
        string title = "";
        for (int i = 0; i < questions; i++) title = ReadQuestion(reader, start, i, isResponse);
        string[] sections = ["answers", "authorities", "additionals"];
        string?[] paths = ["response.Answers", "response.Authorities", null];
        for (int section = 0; section < sections.Length; section++)
        {
            for (int i = 0; i < counts[section]; i++)
                ReadRecord(reader, start, $"{sections[section]}[{i}]", paths[section] is { } path ? $"{path}[{i}]" : null);
        }

        return isResponse
            ? string.Create(CultureInfo.InvariantCulture, $"answer {title} {DnsFlagText.Code(flags & 0xF)}, {counts[0]} answers")
            : $"query {title}";
    }

    private static string ReadQuestion(FieldReader reader, int start, int index, bool isResponse)
    {
        reader.Open($"question[{index}]", "question", isResponse ? null : "request");
        string name = ReadName(reader, start, "name", isResponse ? null : "request.name");
        string type = "";
        reader.U16("type", number => type = TypeText(number), isResponse ? null : "request.type");
        reader.U16("class", ClassText);
        reader.Close($"{name} {type}");
        return $"{name} {type}";
    }

    /// <summary>What a record type's number is called (RFC 3597 §5 where it is not known here).</summary>
    private static string TypeText(ushort number) => Enum.IsDefined((DnsRecordType)number)
        ? $"{((DnsRecordType)number).ToString().ToUpperInvariant()} ({number})"
        : $"TYPE{number}";

    private static string ClassText(ushort number) => number switch
    {
        1 => "IN (1)",
        3 => "CH (3)",
        254 => "NONE (254)",
        255 => "ANY (255)",
        _ => $"CLASS{number}",
    };
}
