using System.Globalization;
using System.Net;

namespace RpcStack.OncRpc.Rpcbind;

/// <summary>Addresses as rpcbind writes them (RFC 5665 §5.2.3): the host's, and the two octets of the port, <c>192.0.2.1.8.1</c>.</summary>
public static class UniversalAddress
{
    /// <summary>Writes an address.</summary>
    public static string Format(IPEndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        return string.Create(
            CultureInfo.InvariantCulture, $"{endPoint.Address}.{endPoint.Port >> 8}.{endPoint.Port & 0xff}");
    }

    /// <summary>Reads an address, or says that it is none.</summary>
    public static IPEndPoint? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int low = text.LastIndexOf('.');
        int high = low <= 0 ? -1 : text.LastIndexOf('.', low - 1);
        if (high <= 0 || !IPAddress.TryParse(text.AsSpan(0, high), out IPAddress? address)) return null;
        bool isPort = TryOctet(text.AsSpan(high + 1, low - high - 1), out byte upper) & TryOctet(text.AsSpan(low + 1), out byte lower);
        return isPort ? new IPEndPoint(address, (upper << 8) | lower) : null;
    }

    private static bool TryOctet(ReadOnlySpan<char> text, out byte value) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
