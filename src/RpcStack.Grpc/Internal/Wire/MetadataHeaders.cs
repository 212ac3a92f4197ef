using System.Buffers;
using System.Text;

namespace RpcStack.Grpc.Internal.Wire;

/// <summary>
/// Metadata as headers. gRPC's are printable ASCII, or octets in base64 under names that end in <c>-bin</c>; any other text
/// goes as UTF-8 under its name and <see cref="TextSuffix"/>.
/// </summary>
internal static class MetadataHeaders
{
    /// <summary>What a name ends in whose value is text beyond printable ASCII.</summary>
    public const string TextSuffix = ".utf-8-bin";

    private const string BinarySuffix = "-bin";

    private static readonly SearchValues<char> Printable =
        SearchValues.Create(string.Concat(Enumerable.Range(0x20, 0x7f - 0x20).Select(c => (char)c)));

    private static readonly string[] Reserved =
    [
        "accept-encoding", "connection", "content-length", "content-type", "date", "host", "keep-alive", "proxy-connection", "server", "te",
        "trailer", "transfer-encoding", "upgrade",
    ];

    /// <summary>Whether a name is gRPC's or HTTP's own.</summary>
    public static bool IsReserved(string name) =>
        name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase) || name.StartsWith(':')
        || Array.Exists(Reserved, reserved => reserved.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>An entry as a header.</summary>
    /// <exception cref="ArgumentException">The name is not the user's to set, or the value is not what the name promises.</exception>
    public static KeyValuePair<string, string> Write(KeyValuePair<string, string> entry)
    {
        (string name, string value) = entry;
        if (IsReserved(name)) throw new ArgumentException($"The metadata name '{name}' is gRPC's own.");
        if (name.EndsWith(BinarySuffix, StringComparison.Ordinal))
        {
            return TryDecode(value) is not null
                ? entry
                : throw new ArgumentException($"The value of metadata '{name}' is not base64, which names in -bin promise.");
        }

        bool isPlain = !value.AsSpan().ContainsAnyExcept(Printable) && !value.StartsWith(' ') && !value.EndsWith(' ');
        return isPlain ? entry : new(name + TextSuffix, Convert.ToBase64String(Encoding.UTF8.GetBytes(value)));
    }

    /// <summary>Adds what a header says; what is no metadata is passed over.</summary>
    public static void Read(string header, IEnumerable<string?> values, Metadata into)
    {
        if (IsReserved(header)) return;
        string name = header.ToLowerInvariant();
        if (!Metadata.IsName(name)) return;
        bool isText = name.EndsWith(TextSuffix, StringComparison.Ordinal) && name.Length > TextSuffix.Length;
        foreach (string? value in values)
        {
            if (value is null) continue;
            if (!name.EndsWith(BinarySuffix, StringComparison.Ordinal)) into.Add(name, value);
            else foreach (string part in value.Split(',', StringSplitOptions.TrimEntries))
            {
                if (!isText) into.Add(name, part);
                else if (TryDecode(part) is { } octets) into.Add(name[..^TextSuffix.Length], Encoding.UTF8.GetString(octets));
            }
        }
    }

    /// <summary>The octets that base64 stands for, with padding or, as gRPC allows, without; null where it is none.</summary>
    public static byte[]? TryDecode(string base64)
    {
        int padding = (4 - (base64.Length % 4)) % 4;
        byte[] octets = new byte[(base64.Length + padding) / 4 * 3];
        string padded = padding == 0 ? base64 : base64 + new string('=', padding);
        return padding != 3 && Convert.TryFromBase64String(padded, octets, out int length) ? octets[..length] : null;
    }
}
