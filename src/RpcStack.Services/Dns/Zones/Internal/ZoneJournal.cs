using System.Globalization;
using System.Text;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// A zone in a file: a version of it as a master file, and after that every change since. A change is there once its
/// last line is, with the digest of its lines, so one that a crash broke off is known for what it is.
/// </summary>
/// <remarks><code>
/// example.org. 3600 IN SOA … 1 …
/// …
/// ;changes
/// -example.org. 3600 IN SOA … 1 …
/// +example.org. 3600 IN SOA … 2 …
/// +new.example.org. 60 IN A 192.0.2.1
/// =0BA904EAE8773B70
/// </code></remarks>
internal sealed class ZoneJournal(string path)
{
    // A file whose changes outgrow both its zone and this is written anew.
    private const int MinChanges = 256 * 1024;

    private long _zoneSize;
    private long _size;

    internal bool Exists => File.Exists(path);

    /// <summary>When the zone was last known to be up to date, UTC.</summary>
    internal DateTime ConfirmedAt => File.GetLastWriteTimeUtc(path);

    internal void Confirm() => File.SetLastWriteTimeUtc(path, DateTime.UtcNow);

    internal void Delete() => File.Delete(path);

    /// <summary>Reads the zone and how it became what it is.</summary>
    /// <exception cref="ZoneFileException">The file is broken, and not only in a change that was being written.</exception>
    internal (Zone Zone, ZoneHistory History) Read()
    {
        var reader = new ZoneJournalReader(path, File.ReadAllText(path));
        (Zone Zone, ZoneHistory History) read = reader.Read();
        (_zoneSize, _size) = (reader.ZoneSize, reader.Size);
        return read;
    }

    /// <summary>Writes a version in the place of whatever there is.</summary>
    internal void Write(Zone zone)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        ZoneFile.Write(zone, text);
        text.Write(ZoneJournalReader.Separator);
        byte[] octets = Encoding.UTF8.GetBytes(text.ToString());
        Disk.Write(path + ".new", octets);
        Disk.Publish(path + ".new", path, overwrite: true);
        _zoneSize = _size = octets.Length;
    }

    /// <summary>Adds the change that made a version of what the file has.</summary>
    internal void Append(ZoneChange change, Zone changed)
    {
        if (_size - _zoneSize > Math.Max(MinChanges, _zoneSize))
        {
            Write(changed);
            return;
        }

        var lines = new StringBuilder();
        foreach (ResourceRecord record in change.Removed.Prepend(change.From)) lines.Append($"-{record}\n");
        foreach (ResourceRecord record in change.Added.Prepend(change.To)) lines.Append($"+{record}\n");
        byte[] octets = Encoding.UTF8.GetBytes($"{lines}={ZoneJournalReader.DigestOf(lines)}\n");
        Disk.Append(path, octets, _size);
        _size += octets.Length;
    }
}
