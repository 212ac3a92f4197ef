using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// Master files (RFC 1035 §5) with <c>$ORIGIN</c>, <c>$INCLUDE</c>, <c>$TTL</c> (RFC 2308 §4), BIND's
/// <c>$GENERATE</c>, and durations like <c>1h30m</c>.
/// </summary>
public static class ZoneFile
{
    /// <summary>Reads a zone from a file.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="origin">What names are relative to until an <c>$ORIGIN</c>; by default the root.</param>
    /// <exception cref="ZoneFileException">The file is wrong.</exception>
    public static Zone Load(string path, DomainName? origin = null) =>
        ZoneFileParser.Parse(File.ReadAllText(path), path, origin ?? DomainName.Root, new DiskZoneFiles());

    /// <summary>Reads a zone from text, which can include no files.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fileName">What errors call it.</param>
    /// <param name="origin">What names are relative to until an <c>$ORIGIN</c>; by default the root.</param>
    /// <exception cref="ZoneFileException">The text is wrong.</exception>
    public static Zone Parse(string text, string fileName, DomainName? origin = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fileName);
        return ZoneFileParser.Parse(text, fileName, origin ?? DomainName.Root, new NoZoneFiles());
    }

    /// <summary>Writes a zone as a file that <see cref="Load"/> reads: its SOA record, then the others.</summary>
    public static void Write(Zone zone, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(zone.StartOfAuthority.Records.First());
        IEnumerable<RecordSet> sets = zone.RecordSets.Where(set => set.Type != DnsRecordType.SOA);
        foreach (ResourceRecord record in sets.SelectMany(set => set.Records)) output.WriteLine(record);
    }
}
