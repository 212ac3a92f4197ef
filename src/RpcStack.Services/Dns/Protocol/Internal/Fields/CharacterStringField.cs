using System.Buffers;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>One character string after an octet with its length (RFC 1035 §3.3).</summary>
/// <param name="what">What it is.</param>
/// <param name="isQuoted">Whether it is printed in quotes; one that is not has at least one octet.</param>
internal sealed class CharacterStringField(string what, bool isQuoted) : RecordField
{
    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data)
    {
        int at = reader.Position;
        byte length = reader.ReadByte(what);
        if (length == 0 && !isQuoted) throw new DnsFormatException(at, $"The {what} is empty");
        data.Write([length]);
        data.Write(reader.Take(length, what));
    }

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        TextToken token = tokens.Next($"a {what}");
        byte[] octets = token.Octets();
        if (octets.Length > byte.MaxValue)
        {
            throw token.Failure($"the {what} has {octets.Length} octets, {byte.MaxValue} is the most");
        }

        if (octets.Length == 0 && !isQuoted) throw token.Failure($"the {what} is empty");
        data.Write([(byte)octets.Length]);
        data.Write(octets);
    }

    internal override int Measure(ReadOnlySpan<byte> data) => data[0] + 1;

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text)
    {
        if (isQuoted) TextOctets.WriteQuoted(field[1..], text);
        else TextOctets.WriteWord(field[1..], text);
    }
}
