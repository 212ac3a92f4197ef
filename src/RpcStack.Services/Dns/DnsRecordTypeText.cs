using System.Globalization;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>Record types as text: the mnemonic, or <c>TYPE65280</c> where there is none (RFC 3597 §5).</summary>
public static class DnsRecordTypeText
{
    private const string Generic = "TYPE";

    private static readonly Dictionary<string, DnsRecordType> ByName =
        Enum.GetValues<DnsRecordType>()
            .Where(type => type != DnsRecordType.None)
            .Select(type => (Name: type.ToString(), Type: type))
            .Concat(DnsRecordTypes.All)
            .ToDictionary(known => known.Name, known => known.Type, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<DnsRecordType, string> Names =
        ByName.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The type's mnemonic or its generic name.</summary>
    public static string ToText(this DnsRecordType type) =>
        Names.TryGetValue(type, out string? name)
            ? name
            : string.Create(CultureInfo.InvariantCulture, $"{Generic}{(ushort)type}");

    /// <summary>Reads a mnemonic or a generic name, in either case.</summary>
    public static bool TryParse(string text, out DnsRecordType type)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (ByName.TryGetValue(text, out type)) return true;
        if (!text.StartsWith(Generic, StringComparison.OrdinalIgnoreCase)) return false;
        bool isNumber = ushort.TryParse(
            text.AsSpan(Generic.Length), NumberStyles.None, CultureInfo.InvariantCulture, out ushort number);
        type = (DnsRecordType)number;
        return isNumber;
    }
}
