using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>The journals of a store's zones, a file for each.</summary>
internal sealed class ZoneFolder
{
    private readonly ConcurrentDictionary<DomainName, ZoneJournal> _journals = [];
    private readonly string _path;

    internal ZoneFolder(string path)
    {
        Directory.CreateDirectory(path);
        _path = path;
    }

    internal ZoneJournal this[DomainName origin] => _journals.GetOrAdd(
        origin, name => new ZoneJournal(Path.Combine(_path, FileNameOf(name) + ".journal")));

    // What may stand in a host's name may in a file's; other octets of a label become %2F.
    private static string FileNameOf(DomainName origin)
    {
        var name = new StringBuilder();
        ReadOnlySpan<byte> wire = origin.Wire;
        for (int at = 0; wire[at] != 0; at += wire[at] + 1)
        {
            if (at > 0) name.Append('.');
            foreach (byte octet in wire.Slice(at + 1, wire[at]))
            {
                char c = char.ToLowerInvariant((char)octet);
                if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_') name.Append(c);
                else name.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return name.Length == 0 ? "%root" : name.ToString();
    }
}
