using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>The parameters of SVCB and HTTPS: key, length, value, in the order of the keys (RFC 9460 §2.2).</summary>
internal sealed class ServiceParametersField : RecordField
{
    private const int HeadSize = 4;

    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data)
    {
        for (int last = -1; reader.Remaining > 0;)
        {
            int at = reader.Position;
            ushort key = reader.ReadUInt16("A service parameter");
            ushort length = reader.ReadUInt16("A service parameter");
            ReadOnlySpan<byte> value = reader.Take(length, "A service parameter");
            if (key <= last || ServiceParameter.Of(key) is { } known && !known.IsSound(value))
            {
                throw new DnsFormatException(at, "A service parameter is out of order or has no such value");
            }

            last = key;
            Write(key, value, data);
        }
    }

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        var parameters = new SortedDictionary<ushort, byte[]>();
        while (!tokens.IsAtEnd)
        {
            TextToken token = tokens.Next("a service parameter");
            int equals = token.Text.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? token.Text : token.Text[..equals];
            TextToken value = token with { Text = equals < 0 ? "" : token.Text[(equals + 1)..] };
            bool isQuoted = equals == token.Text.Length - 1
                && tokens.Peek() is { IsQuoted: true } next && token.IsFollowedAtOnceBy(next);
            if (isQuoted) value = tokens.Next("a value");
            if (!ServiceParameter.TryParseKey(name, out ushort key))
            {
                throw token.Failure($"'{token.Shown}' is no service parameter");
            }

            byte[] octets = ServiceParameter.Of(key) is { } known ? known.Parse(value.Octets()) ?? [] : value.Octets();
            bool isSound = ServiceParameter.Of(key)?.IsSound(octets) ?? true;
            if (!isSound) throw token.Failure($"'{value.Shown}' is no value of {name}");
            if (!parameters.TryAdd(key, octets)) throw token.Failure($"the service parameter {name} stands twice");
        }

        foreach ((ushort key, byte[] value) in parameters) Write(key, value, data);
    }

    internal override int Measure(ReadOnlySpan<byte> data) => data.Length;

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text)
    {
        for (bool isFirst = true; !field.IsEmpty; isFirst = false)
        {
            ushort key = BinaryPrimitives.ReadUInt16BigEndian(field);
            ReadOnlySpan<byte> value = field.Slice(HeadSize, BinaryPrimitives.ReadUInt16BigEndian(field[2..]));
            field = field[(HeadSize + value.Length)..];
            if (!isFirst) text.Append(' ');
            text.Append(ServiceParameter.NameOf(key));
            if (value.IsEmpty) continue;
            text.Append('=');
            if (ServiceParameter.Of(key) is { } known) known.Print(value, text);
            else TextOctets.WriteQuoted(value, text);
        }
    }

    private static void Write(ushort key, ReadOnlySpan<byte> value, IBufferWriter<byte> data)
    {
        Span<byte> head = data.GetSpan(HeadSize);
        BinaryPrimitives.WriteUInt16BigEndian(head, key);
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)value.Length);
        data.Advance(HeadSize);
        data.Write(value);
    }
}
