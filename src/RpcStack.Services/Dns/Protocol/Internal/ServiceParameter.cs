using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>A kind of service parameter (RFC 9460 §7, §14.3.2).</summary>
/// <param name="Name">Its key as text.</param>
/// <param name="IsSound">Whether octets are a value of it.</param>
/// <param name="Parse">Makes octets of the text, escapes undone; null where it is no value.</param>
/// <param name="Print">Writes a sound value.</param>
internal sealed record ServiceParameter(
    string Name,
    ServiceParameter.Check IsSound,
    Func<byte[], byte[]?> Parse,
    ServiceParameter.Printer Print)
{
    private const string Generic = "key";

    private static readonly ServiceParameter[] Known =
    [
        new("mandatory", AreKeys, ParseKeys, PrintKeys),
        new("alpn", ServiceParameterText.IsList, ServiceParameterText.ParseList, ServiceParameterText.PrintList),
        new("no-default-alpn", value => value.IsEmpty, text => text.Length == 0 ? [] : [0], (_, _) => { }),
        new("port", value => value.Length == 2, ParsePort,
            (value, text) => text.Append(BinaryPrimitives.ReadUInt16BigEndian(value))),
        Addresses("ipv4hint", AddressFamily.InterNetwork, 4),
        new("ech", value => !value.IsEmpty, text => TextEncoding.Base64.Decode(Encoding.ASCII.GetString(text)),
            (value, text) => text.Append(TextEncoding.Base64.Encode(value))),
        Addresses("ipv6hint", AddressFamily.InterNetworkV6, 16),
    ];

    internal delegate bool Check(ReadOnlySpan<byte> value);

    internal delegate void Printer(ReadOnlySpan<byte> value, StringBuilder text);

    internal static ServiceParameter? Of(ushort key) => key < Known.Length ? Known[key] : null;

    internal static string NameOf(ushort key) =>
        Of(key)?.Name ?? string.Create(CultureInfo.InvariantCulture, $"{Generic}{key}");

    internal static bool TryParseKey(string name, out ushort key)
    {
        int known = Array.FindIndex(Known, parameter => parameter.Name == name);
        key = (ushort)Math.Max(known, 0);
        return known >= 0 || name.StartsWith(Generic, StringComparison.Ordinal) && ushort.TryParse(
            name.AsSpan(Generic.Length), NumberStyles.None, CultureInfo.InvariantCulture, out key);
    }

    private static ServiceParameter Addresses(string name, AddressFamily family, int size) => new(
        name,
        value => value.Length > 0 && value.Length % size == 0,
        text => ParseAddresses(text, family),
        (value, text) =>
        {
            for (int at = 0; at < value.Length; at += size)
                text.Append(at == 0 ? "" : ",").Append(new IPAddress(value.Slice(at, size)));
        });

    private static byte[]? ParseAddresses(byte[] text, AddressFamily family)
    {
        List<byte> octets = [];
        foreach (string part in Encoding.ASCII.GetString(text).Split(','))
        {
            if (!IPAddress.TryParse(part, out IPAddress? address) || address.AddressFamily != family) return null;
            octets.AddRange(address.GetAddressBytes());
        }

        return [.. octets];
    }

    private static byte[]? ParsePort(byte[] text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            ? [(byte)(port >> 8), (byte)port]
            : null;

    // RFC 9460 §8: in the order of their numbers, none twice.
    private static bool AreKeys(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value.Length % 2 != 0) return false;
        for (int last = -1; !value.IsEmpty; value = value[2..])
        {
            ushort key = BinaryPrimitives.ReadUInt16BigEndian(value);
            if (key <= last) return false;
            last = key;
        }

        return true;
    }

    private static byte[]? ParseKeys(byte[] text)
    {
        var keys = new SortedSet<ushort>();
        foreach (string name in Encoding.ASCII.GetString(text).Split(','))
        {
            if (!TryParseKey(name, out ushort key)) return null;
            keys.Add(key);
        }

        return [.. keys.SelectMany(key => new[] { (byte)(key >> 8), (byte)key })];
    }

    private static void PrintKeys(ReadOnlySpan<byte> value, StringBuilder text)
    {
        for (int at = 0; at < value.Length; at += 2)
            text.Append(at == 0 ? "" : ",").Append(NameOf(BinaryPrimitives.ReadUInt16BigEndian(value[at..])));
    }
}
