using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Relays;

/// <summary>
/// Leads FTP's data connections through the relay too: where a side says on a control connection where it listens (RFC 959 §4.1.2,
/// RFC 2428), a relay opens in front of it, and its address takes the place of the side's, as address translators do.
/// </summary>
/// <remarks>
/// The octets change only on connections that began as FTP's do, with 220, and only where such a line comes as one piece; under TLS
/// nothing does. The record holds what the client sent and got.
/// </remarks>
internal sealed partial class FtpDataDoors(Socket client, IPEndPoint server, RelayProfile profile, FlowTap tap) : IDisposable
{
    private const int MaxLine = 512;
    private const int MaxDoors = 64;

    private readonly Lock _gate = new();
    private readonly Queue<TcpRelay> _doors = new();
    private bool? _isFtp;

    /// <summary>Octets on their way; what comes back may be others.</summary>
    public ReadOnlyMemory<byte> Pass(Side from, ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            if (from == Side.Server) _isFtp ??= bytes.Span.StartsWith("220"u8);
            if (_isFtp != true || bytes.Length > MaxLine) return bytes;
            string line = Encoding.Latin1.GetString(bytes.Span);
            string changed = from == Side.Server
                ? Extended().Replace(Passive().Replace(line, FromServer), FromServer)
                : Active().Replace(line, FromClient);
            return ReferenceEquals(line, changed) ? bytes : Encoding.Latin1.GetBytes(changed);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            while (_doors.TryDequeue(out TcpRelay? door)) door.Dispose();
        }
    }

    private string FromServer(Match match)
    {
        int port = Port(match);
        if (port == 0) return match.Value;
        var local = (IPEndPoint)client.LocalEndPoint!;
        IPEndPoint door = Open(local.Address, new IPEndPoint(server.Address, port), isClients: false);
        return match.Groups["high"].Success
            ? $"{match.Groups["start"].Value}{Commas(door)}{match.Groups["end"].Value}"
            : $"{match.Groups["start"].Value}{door.Port.ToString(CultureInfo.InvariantCulture)}{match.Groups["end"].Value}";
    }

    // The server is to see whom it talks to, and refuses other hosts: the door has the address that the relay calls it from.
    private string FromClient(Match match)
    {
        int port = Port(match);
        var remote = (IPEndPoint)client.RemoteEndPoint!;
        if (port == 0 || remote.AddressFamily != server.AddressFamily) return match.Value;
        using var probe = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        probe.Connect(server);
        var target = new IPEndPoint(remote.Address, port);
        IPEndPoint door = Open(((IPEndPoint)probe.LocalEndPoint!).Address, target, isClients: true);
        return match.Groups["high"].Success
            ? $"PORT {Commas(door)}\r\n"
            : $"EPRT |{(door.AddressFamily == AddressFamily.InterNetwork ? 1 : 2)}|{door.Address}|{door.Port}|\r\n";
    }

    // The record is the client's: it knows its own port, and not the door's before it.
    private IPEndPoint Open(IPAddress address, IPEndPoint target, bool isClients)
    {
        var door = new TcpRelay(new IPEndPoint(address, 0), target, profile, tap, new FtpDoor(isClients ? target : null));
        _doors.Enqueue(door);
        if (_doors.Count > MaxDoors) _doors.Dequeue().Dispose();
        return door.EndPoint;
    }

    private static string Commas(IPEndPoint door)
    {
        string address = door.Address.ToString().Replace('.', ',');
        return string.Create(CultureInfo.InvariantCulture, $"{address},{door.Port >> 8},{door.Port & 0xFF}");
    }

    private static int Port(Match match)
    {
        int port = match.Groups["high"].Success
            ? (Number(match.Groups["high"]) << 8) + Number(match.Groups["low"])
            : Number(match.Groups["port"]);
        return port <= IPEndPoint.MaxPort ? port : 0;
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<start>227 [^\r\n(]*\()\d{1,3},\d{1,3},\d{1,3},\d{1,3},(?<high>\d{1,3}),(?<low>\d{1,3})(?<end>\)[^\r\n]*\r\n)\z")]
    private static partial Regex Passive();

    [GeneratedRegex(@"\A(?<start>229 [^\r\n(]*\(\|\|\|)(?<port>\d{1,5})(?<end>\|\)[^\r\n]*\r\n)\z")]
    private static partial Regex Extended();

    [GeneratedRegex(@"\A(?:PORT \d{1,3},\d{1,3},\d{1,3},\d{1,3},(?<high>\d{1,3}),(?<low>\d{1,3})|EPRT \|[12]\|[0-9A-Fa-f.:]+\|(?<port>\d{1,5})\|)\r\n\z", RegexOptions.IgnoreCase)]
    private static partial Regex Active();
}
