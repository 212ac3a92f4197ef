using System.Buffers;
using System.Buffers.Binary;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Signing;

/// <summary>The TSIG record that ends a signed message (RFC 8945 §4.2).</summary>
/// <remarks><code>
/// | algorithm | time signed 6 | fudge 2 | MAC size 2 | MAC | original ID 2 | error 2 | other size 2 | other |
/// </code></remarks>
internal sealed record TsigRecord(
    DomainName Key,
    DomainName Algorithm,
    ulong Time,
    ushort Fudge,
    byte[] Mac,
    ushort OriginalId,
    TsigError Error,
    byte[] Other)
{
    private const int TimeSize = 6;

    /// <summary>Finds the signature of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="offset">Where the record starts.</param>
    /// <returns>The record; null where the message ends with none.</returns>
    /// <exception cref="DnsFormatException">The message or the record is malformed.</exception>
    internal static TsigRecord? Find(ReadOnlySpan<byte> message, out int offset)
    {
        var reader = new MessageReader(message);
        DnsHeader header = reader.ReadHeader();
        for (int i = 0; i < header.QuestionCount; i++)
        {
            reader.SkipName();
            reader.Take(2 * sizeof(ushort), "A question");
        }

        offset = 0;
        for (int left = header.AnswerCount + header.AuthorityCount + header.AdditionalCount; left > 0; left--)
        {
            offset = reader.Position;
            DomainName owner = reader.ReadName();
            MessageReader.RecordHead head = reader.ReadRecordHead();
            if (head.Type == DnsRecordTypes.TSIG && left == 1 && header.AdditionalCount > 0)
            {
                return Read(owner, ref reader);
            }

            reader.Take(head.Length, "A record's data");
        }

        return null;
    }

    /// <summary>Writes the record, to go to the end of a message.</summary>
    internal byte[] ToArray()
    {
        var record = new ArrayBufferWriter<byte>();
        record.Write(Key.Wire);
        Write16(record, (ushort)DnsRecordTypes.TSIG);
        Write16(record, (ushort)DnsClass.Any);
        record.Write("\0\0\0\0"u8);
        Write16(record, (ushort)(Algorithm.Wire.Length + TimeSize + (5 * sizeof(ushort)) + Mac.Length + Other.Length));
        record.Write(Algorithm.Wire);
        WriteTimers(record);
        Write16(record, (ushort)Mac.Length);
        record.Write(Mac);
        Write16(record, OriginalId);
        Write16(record, (ushort)Error);
        Write16(record, (ushort)Other.Length);
        record.Write(Other);
        return record.WrittenSpan.ToArray();
    }

    /// <summary>Writes what of the record is signed (RFC 8945 §4.3.3).</summary>
    internal void WriteVariables(IBufferWriter<byte> data)
    {
        data.Write(Lower(Key));
        Write16(data, (ushort)DnsClass.Any);
        data.Write("\0\0\0\0"u8);
        data.Write(Lower(Algorithm));
        WriteTimers(data);
        Write16(data, (ushort)Error);
        Write16(data, (ushort)Other.Length);
        data.Write(Other);
    }

    /// <summary>Writes what is signed from the second message of a connection on (RFC 8945 §5.3.1).</summary>
    internal void WriteTimers(IBufferWriter<byte> data)
    {
        Write16(data, (ushort)(Time >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(data.GetSpan(sizeof(uint)), (uint)Time);
        data.Advance(sizeof(uint));
        Write16(data, Fudge);
    }

    internal static void Write16(IBufferWriter<byte> data, ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(data.GetSpan(sizeof(ushort)), value);
        data.Advance(sizeof(ushort));
    }

    private static TsigRecord Read(DomainName key, ref MessageReader reader)
    {
        const string What = "The signature";
        DomainName algorithm = reader.ReadName();
        ulong time = ((ulong)reader.ReadUInt16(What) << 32) | reader.ReadUInt32(What);
        ushort fudge = reader.ReadUInt16(What);
        byte[] mac = reader.Take(reader.ReadUInt16(What), What).ToArray();
        ushort id = reader.ReadUInt16(What);
        var error = (TsigError)reader.ReadUInt16(What);
        byte[] other = reader.Take(reader.ReadUInt16(What), What).ToArray();
        reader.ExpectEnd();
        return new TsigRecord(key, algorithm, time, fudge, mac, id, error, other);
    }

    // RFC 4034 §6.2: canonical names are in lower case.
    private static byte[] Lower(DomainName name)
    {
        byte[] wire = name.Wire.ToArray();
        foreach (ref byte octet in wire.AsSpan())
        {
            if (char.IsAsciiLetterUpper((char)octet)) octet |= 0x20;
        }

        return wire;
    }
}
