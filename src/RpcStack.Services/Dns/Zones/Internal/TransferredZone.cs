using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>A zone that comes record by record, whole or as changes of a version that is known.</summary>
internal sealed class TransferredZone(DomainName origin, Zone? known)
{
    private const int MaxRecords = 10_000_000;

    private readonly TransferSequence _sequence = new(origin, known?.Serial);
    private readonly List<ResourceRecord> _records = [];
    private ResourceRecord? _start;
    private ZonePatch? _patch;

    /// <summary>Takes the records of a message.</summary>
    /// <exception cref="DnsException">They do not go on as a transfer does.</exception>
    internal void Take(IReadOnlyList<ResourceRecord> records)
    {
        foreach (ResourceRecord record in records) Take(record);
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

    private void Take(ResourceRecord record)
    {
        switch (_sequence.Take(record))
        {
            case TransferSequence.Role.Start:
                _start = record;
                break;
            case TransferSequence.Role.Removed:
                _patch ??= new ZonePatch(known!);
                if (!_patch.Remove(record))
                    throw new DnsException($"The change takes away {record.Name} {record.Type.ToText()}, which is not there");
                break;
            case TransferSequence.Role.Added:
                _patch!.Add(record);
                break;
            case TransferSequence.Role.Whole:
                if (_records.Count == MaxRecords) throw new DnsException($"The zone has more than {MaxRecords} records");
                _records.Add(record);
                break;
            default:
                // Nothing but SOA records: a whole zone without any others, or a change without end.
                if (_patch is null) _records.Add(_start!);
                break;
        }
    }

    private Zone? Whole(out string? problem)
    {
        var builder = new ZoneBuilder(origin);
        problem = null;
        foreach (ResourceRecord record in _records.Prepend(_start!))
            problem ??= builder.Add(record.Name, record.TimeToLive, record.Data);
        return problem is null ? builder.Build(out problem) : null;
    }
}
