using System.Globalization;

namespace FourWays.Dns.Sockets;

// Types of records are numbers on the wire and names to people; one without a name is TYPE65280 (RFC 3597 §5).
internal static class RecordTypes
{
    public const ushort A = 1, NS = 2, Cname = 5, Soa = 6, Ptr = 12, MX = 15, Txt = 16, Aaaa = 28, Srv = 33;

    private static readonly Dictionary<string, ushort> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["A"] = A,
        ["NS"] = NS,
        ["CNAME"] = Cname,
        ["SOA"] = Soa,
        ["PTR"] = Ptr,
        ["MX"] = MX,
        ["TXT"] = Txt,
        ["AAAA"] = Aaaa,
        ["SRV"] = Srv,
    };

    public static ushort Parse(string text)
    {
        if (Numbers.TryGetValue(text, out ushort number)) return number;
        bool isGeneric = text.StartsWith("TYPE", StringComparison.OrdinalIgnoreCase)
            && ushort.TryParse(text.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out number);
        return isGeneric ? number : throw new FormatException($"'{text}' is no type of record.");
    }

    public static string Name(ushort number) =>
        Numbers.FirstOrDefault(pair => pair.Value == number).Key ?? $"TYPE{number}";
}
