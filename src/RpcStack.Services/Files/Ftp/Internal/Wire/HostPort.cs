using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Files.Ftp;

/// <summary>Addresses for data connections, as PORT, PASV, EPRT and EPSV write them.</summary>
internal static class HostPort
{
    private static readonly SearchValues<char> Numbers = SearchValues.Create("0123456789,");

    /// <summary>h1,h2,h3,h4,p1,p2 (RFC 959 §5.3.2).</summary>
    internal static string Format(IPEndPoint endPoint) =>
        $"{endPoint.Address.ToString().Replace('.', ',')},{endPoint.Port >> 8},{endPoint.Port & 0xFF}";

    internal static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? endPoint)
    {
        endPoint = null;
        string[] parts = text.Split(',');
        byte[] octets = new byte[6];
        if (parts.Length != octets.Length) return false;
        for (int i = 0; i < octets.Length; i++)
        {
            if (!byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out octets[i])) return false;
        }

        endPoint = new IPEndPoint(new IPAddress(octets.AsSpan(0, 4)), (octets[4] << 8) | octets[5]);
        return true;
    }

    /// <summary>|1|132.235.1.2|6275| or |2|1080::8:800:200C:417A|5282| (RFC 2428 §2).</summary>
    internal static string FormatExtended(IPEndPoint endPoint) =>
        $"|{(endPoint.AddressFamily == AddressFamily.InterNetwork ? 1 : 2)}|{endPoint.Address}|{endPoint.Port}|";

    /// <summary>Reads it; the protocol is not compared with the address.</summary>
    internal static bool TryParseExtended(
        string text, out string protocol, [NotNullWhen(true)] out IPEndPoint? endPoint)
    {
        endPoint = null;
        string[] parts = text.Length == 0 ? [] : text.Split(text[0]);
        protocol = parts.Length == 5 ? parts[1] : "";
        if (parts.Length != 5 || !IPAddress.TryParse(parts[2], out IPAddress? address)) return false;
        if (!TryParsePort(parts[3], out int port)) return false;
        endPoint = new IPEndPoint(address, port);
        return true;
    }

    /// <summary>The port of a reply to PASV: the six numbers, wherever in the text (RFC 1123 §4.1.2.6).</summary>
    internal static bool TryFindPort(string reply, out int port)
    {
        port = 0;
        int start = reply.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0) return false;
        int length = reply.AsSpan(start).IndexOfAnyExcept(Numbers);
        string numbers = length < 0 ? reply[start..] : reply.Substring(start, length);
        if (!TryParse(numbers, out IPEndPoint? endPoint)) return false;
        port = endPoint.Port;
        return port > 0;
    }

    /// <summary>The port of a reply to EPSV: (|||6446|) (RFC 2428 §3).</summary>
    internal static bool TryFindExtendedPort(string reply, out int port)
    {
        port = 0;
        int open = reply.IndexOf('('), close = reply.IndexOf(')', Math.Max(open, 0));
        if (open < 0 || close <= open + 1) return false;
        string[] parts = reply[(open + 1)..close].Split(reply[open + 1]);
        return parts is ["", "", "", var number, ""] && TryParsePort(number, out port);
    }

    private static bool TryParsePort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
        && port is > 0 and <= ushort.MaxValue;
}
