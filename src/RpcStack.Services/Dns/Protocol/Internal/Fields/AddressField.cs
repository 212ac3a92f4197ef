using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>An IPv4 or IPv6 address.</summary>
internal sealed class AddressField(AddressFamily family) : RecordField
{
    private static readonly SearchValues<char> Ipv6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    private readonly int _size = family == AddressFamily.InterNetwork ? 4 : 16;
    private readonly string _what = family == AddressFamily.InterNetwork ? "IPv4 address" : "IPv6 address";

    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data) =>
        data.Write(reader.Take(_size, _what));

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        TextToken token = tokens.Next($"an {_what}");
        if (!IsPlain(token.Text)
            || !IPAddress.TryParse(token.Text, out IPAddress? address)
            || address.AddressFamily != family)
        {
            throw token.Failure($"'{token.Shown}' is no {_what}");
        }

        data.Write(address.GetAddressBytes());
    }

    internal override int Measure(ReadOnlySpan<byte> data) => _size;

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text) => text.Append(new IPAddress(field));

    // IPAddress takes more than the RFCs do: 10.1, 0x7f.0.0.1, 010.0.0.1, [::1], scopes, ports.
    private bool IsPlain(string text)
    {
        if (family == AddressFamily.InterNetworkV6) return text.AsSpan().IndexOfAnyExcept(Ipv6Characters) < 0;
        string[] parts = text.Split('.');
        return parts.Length == 4 && parts.All(IsPlainNumber);
    }

    private static bool IsPlainNumber(string text) =>
        text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1);
}
