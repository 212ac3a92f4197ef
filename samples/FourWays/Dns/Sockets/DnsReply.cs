using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace FourWays.Dns.Sockets;

// Reads a reply (RFC 1035 §4.1). Every octet of it may be wrong, by mistake or on purpose.
internal sealed class DnsReply(byte[] message)
{
    private static readonly string[] Codes =
        ["NoError", "FormatError", "ServerFailure", "NameError", "NotImplemented", "Refused"];

    private int _at;

    public string Code => (message[3] & 0x0F) is int code && code < Codes.Length ? Codes[code] : $"{code}";

    public List<string> ReadAnswers()
    {
        try
        {
            _at = 6;
            int count = ReadUInt16();
            _at = 12;
            ReadName(); // the question comes back first: name, type and class
            _at += 4;
            var records = new List<string>();
            while (records.Count < count) records.Add(ReadRecord());
            return records;
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new FormatException("The reply ends in the middle.");
        }
    }

    private string ReadRecord()
    {
        string name = ReadName();
        ushort type = ReadUInt16();
        ReadUInt16(); // the class
        uint timeToLive = ReadUInt32();
        ushort length = ReadUInt16();
        int end = _at + length;
        string data = ReadData(type, length);
        if (_at != end) throw new FormatException($"The data of {name} has another length than it says.");
        return $"{name} {timeToLive} IN {RecordTypes.Name(type)} {data}";
    }

    private string ReadData(ushort type, int length) => type switch
    {
        RecordTypes.A or RecordTypes.Aaaa => new IPAddress(Take(length)).ToString(),
        RecordTypes.NS or RecordTypes.Cname or RecordTypes.Ptr => ReadName(),
        RecordTypes.MX => $"{ReadUInt16()} {ReadName()}",
        RecordTypes.Srv => $"{ReadUInt16()} {ReadUInt16()} {ReadUInt16()} {ReadName()}",
        RecordTypes.Soa =>
            $"{ReadName()} {ReadName()} {ReadUInt32()} {ReadUInt32()} {ReadUInt32()} {ReadUInt32()} {ReadUInt32()}",
        RecordTypes.Txt => ReadTexts(_at + length),
        _ => $"\\# {length} {Convert.ToHexStringLower(Take(length))}",
    };

    // Labels up to the root. Two set bits in place of a length say that the name goes on elsewhere (§4.1.4).
    private string ReadName()
    {
        var name = new StringBuilder();
        int resume = -1;
        for (int at = _at; ;)
        {
            int length = At(at++);
            if (length >= 0xC0)
            {
                int target = (length & 0x3F) << 8 | At(at++);
                if (resume < 0) resume = at;
                // Only ever backwards, or two names that point at each other would keep us here forever.
                if (target >= at - 2) throw new FormatException("A compressed name points forward.");
                at = target;
                continue;
            }

            if (length == 0)
            {
                _at = resume < 0 ? at : resume;
                return name.Length == 0 ? "." : name.ToString();
            }

            if (length > 63 || name.Length > 4 * 255) throw new FormatException("A name is too long.");
            for (int end = at + length; at < end; at++) Print(At(at), name, "\".;\\()@$");
            name.Append('.');
        }
    }

    private string ReadTexts(int end)
    {
        var texts = new StringBuilder();
        while (_at < end)
        {
            texts.Append(texts.Length == 0 ? "\"" : " \"");
            foreach (byte octet in Take(Take(1)[0])) Print(octet, texts, "\"\\");
            texts.Append('"');
        }

        return texts.ToString();
    }

    private static void Print(byte octet, StringBuilder text, string specials)
    {
        bool isName = specials.Contains('.'); // where a space would be the end
        if (octet is < (byte)' ' or > (byte)'~' || isName && octet == ' ') text.Append($"\\{octet:D3}");
        else if (specials.Contains((char)octet)) text.Append('\\').Append((char)octet);
        else text.Append((char)octet);
    }

    private ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    private uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = message.AsSpan(_at, count);
        _at += count;
        return taken;
    }

    private byte At(int index) => message.AsSpan(index, 1)[0];
}
