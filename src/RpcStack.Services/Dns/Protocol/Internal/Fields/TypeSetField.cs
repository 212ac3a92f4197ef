using System.Buffers;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>A set of record types as windows of a bit map, up to the data's end (RFC 4034 §4.1.2).</summary>
internal sealed class TypeSetField : RecordField
{
    private const int MaxWindowLength = 32;

    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data)
    {
        for (int last = -1; reader.Remaining > 0;)
        {
            int at = reader.Position;
            byte window = reader.ReadByte("A window of types");
            byte length = reader.ReadByte("A window of types");
            if (window <= last || length is 0 or > MaxWindowLength)
            {
                throw new DnsFormatException(at, "The windows of types are out of order or of a wrong length");
            }

            last = window;
            data.Write([window, length]);
            ReadOnlySpan<byte> bits = reader.Take(length, "A window of types");
            // Zeros at the end are left out, so that a set has one form only.
            if (bits[^1] == 0) throw new DnsFormatException(at, "A window of types ends with octets that say nothing");
            data.Write(bits);
        }
    }

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        var windows = new SortedDictionary<byte, byte[]>();
        while (!tokens.IsAtEnd)
        {
            TextToken token = tokens.Next("a type");
            if (!DnsRecordTypeText.TryParse(token.Text, out DnsRecordType type))
            {
                throw token.Failure($"'{token.Shown}' is no type of record");
            }

            var window = (byte)((ushort)type >> 8);
            if (!windows.TryGetValue(window, out byte[]? bits)) windows[window] = bits = new byte[MaxWindowLength];
            bits[((ushort)type & 0xFF) >> 3] |= (byte)(0x80 >> ((ushort)type & 7));
        }

        foreach ((byte window, byte[] bits) in windows)
        {
            int length = bits.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
            data.Write([window, (byte)length]);
            data.Write(bits.AsSpan(0, length));
        }
    }

    internal override int Measure(ReadOnlySpan<byte> data) => data.Length;

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text)
    {
        int start = text.Length;
        while (!field.IsEmpty)
        {
            for (int bit = 0; bit < field[1] * 8; bit++)
            {
                if ((field[2 + (bit >> 3)] & (0x80 >> (bit & 7))) == 0) continue;
                if (text.Length > start) text.Append(' ');
                text.Append(((DnsRecordType)((field[0] << 8) | bit)).ToText());
            }

            field = field[(2 + field[1])..];
        }
    }
}
