using System.Globalization;
using RpcStack.Services.Dns;

namespace RpcStack.Cli.Wire.Dns;

/// <summary>What the second word of a DNS header says (RFC 1035 §4.1.1, RFC 4035 §3).</summary>
internal static class DnsFlagText
{
    private static readonly (int Bit, string Name)[] Bits =
        [(0x8000, "QR"), (0x0400, "AA"), (0x0200, "TC"), (0x0100, "RD"), (0x0080, "RA"), (0x0020, "AD"), (0x0010, "CD")];

    public static string Of(ushort flags)
    {
        IEnumerable<string> names = Bits.Where(bit => (flags & bit.Bit) != 0).Select(bit => bit.Name);
        return $"0x{flags:x4}: {string.Join(' ', [(flags & 0x8000) == 0 ? "query" : "response", .. names, $"opcode {flags >> 11 & 0xF}", Code(flags & 0xF)])}";
    }

    public static string Code(int code) => Enum.IsDefined((DnsResponseCode)code)
        ? ((DnsResponseCode)code).ToString()
        : code.ToString(CultureInfo.InvariantCulture);
}
