using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FourWays.Dns.Sockets;

// A query (RFC 1035 §4.1): twelve octets of header, then one question.
internal static class DnsQuery
{
    private const ushort Internet = 1;

    public static byte[] Build(string name, ushort type)
    {
        byte[] query = new byte[12 + 255 + 4];
        RandomNumberGenerator.Fill(query.AsSpan(0, 2)); // an ID that nobody can guess
        query[2] = 1; // recursion desired
        query[5] = 1; // one question
        int length = 12;
        foreach (string label in name.TrimEnd('.').Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (label.Length > 63 || length + label.Length + 2 > 12 + 255 || !Ascii.IsValid(label))
                throw new FormatException($"'{name}' is no domain name.");
            query[length++] = (byte)label.Length;
            length += Encoding.ASCII.GetBytes(label, query.AsSpan(length));
        }

        length++; // the root ends the name
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(length), type);
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(length + 2), Internet);
        return query[..(length + 4)];
    }
}
