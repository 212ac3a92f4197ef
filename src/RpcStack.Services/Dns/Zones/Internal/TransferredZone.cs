using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>A zone that comes record by record, whole or as changes of a version that is known.</summary>
/// <remarks><code>
/// AXFR: SOA … SOA
/// IXFR: SOA (SOA of before, what goes, SOA of after, what comes)… SOA, or an AXFR, or the SOA alone
/// </code></remarks>
internal sealed class TransferredZone(DomainName origin, Zone? known)
{
    private const int MaxRecords = 10_000_000;

    private readonly List<ResourceRecord> _records = [];
    private ZonePatch? _patch;
    private ResourceRecord? _start;
    private bool _isAdding;

    /// <summary>Whether the last record has come.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>Takes the records of a message.</summary>
    /// <exception cref="DnsException">They do not go on as a transfer does.</exception>
    internal void Take(IReadOnlyList<ResourceRecord> records)
    {
        foreach (ResourceRecord record in records) Take(record);
        // A server with nothing newer gives its SOA record and no more.
        bool isUpToDate = known is not null && _start is not null && _records.Count == 0 && _patch is null
            && !SerialNumber.IsNewer(SerialNumber.Of(_start.Data), known.Serial);
        IsComplete |= isUpToDate;
    }

    /// <summary>The zone.</summary>
    /// <exception cref="DnsException">The records do not make one.</exception>
    internal Zone Build()
    {
        if (_records.Count == 0 && _patch is null) return known!;
        string? problem = null;
        Zone? zone = _patch is null ? Whole(out problem) : _patch.Build(out problem);
        return zone ?? throw new DnsException($"The zone that was sent is none: {problem}");
    }

    private Zone? Whole(out string? problem)
    {
        var builder = new ZoneBuilder(origin);
        problem = null;
        foreach (ResourceRecord record in _records)
            problem ??= builder.Add(record.Name, record.TimeToLive, record.Data);
        return problem is null ? builder.Build(out problem) : null;
    }

    private void Take(ResourceRecord record)
    {
        if (IsComplete) throw new DnsException("There are records after the end of the transfer");
        bool isStart = record.Type == DnsRecordType.SOA && record.Name.Equals(origin);
        if (_start is null)
        {
            if (!isStart) throw new DnsException("The transfer does not start with the zone's SOA record");
            _start = record;
        }
        else if (_patch is not null)
        {
            Patch(record, isStart);
        }
        else if (_records.Count == 0 && isStart && known is not null
            && SerialNumber.Of(record.Data) == known.Serial && !record.Data.Equals(_start.Data))
        {
            _patch = new ZonePatch(known);
            Remove(record);
        }
        else
        {
            TakeWhole(record, isStart);
        }
    }

    private void TakeWhole(ResourceRecord record, bool isStart)
    {
        if (_records.Count == 0) _records.Add(_start!);
        IsComplete = isStart && record.Data.Equals(_start!.Data);
        if (IsComplete) return;
        if (_records.Count == MaxRecords) throw new DnsException($"The zone has more than {MaxRecords} records");
        _records.Add(record);
    }

    private void Patch(ResourceRecord record, bool isStart)
    {
        if (!isStart)
        {
            if (_isAdding) _patch!.Add(record);
            else Remove(record);
            return;
        }

        // After what came, the SOA record is the last of all, or begins the next change.
        IsComplete = _isAdding && record.Data.Equals(_start!.Data);
        if (IsComplete) return;
        if (_isAdding) Remove(record);
        else _patch!.Add(record);
        _isAdding = !_isAdding;
    }

    private void Remove(ResourceRecord record)
    {
        if (!_patch!.Remove(record))
        {
            throw new DnsException($"The change takes away {record.Name} {record.Type.ToText()}, which is not there");
        }
    }
}
