using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>Says of each record of a transfer what it is there for.</summary>
/// <remarks><code>
/// AXFR: SOA … SOA
/// IXFR: SOA (SOA of before, what goes, SOA of after, what comes)… SOA, or an AXFR, or the SOA alone
/// </code></remarks>
/// <param name="origin">The zone.</param>
/// <param name="known">The serial number of the version from which on changes were asked for; null: the whole was.</param>
internal sealed class TransferSequence(DomainName origin, uint? known)
{
    private ResourceRecord? _start;
    private Role _last;

    internal enum Role
    {
        /// <summary>The SOA record of the newest version.</summary>
        Start,

        /// <summary>A record of the whole zone.</summary>
        Whole,

        /// <summary>A record that goes.</summary>
        Removed,

        /// <summary>A record that comes.</summary>
        Added,

        /// <summary>The SOA record once more: this was all.</summary>
        End,
    }

    /// <summary>Whether the last record has come.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>Takes a record.</summary>
    /// <exception cref="DnsException">It does not go on as a transfer does.</exception>
    internal Role Take(ResourceRecord record)
    {
        if (IsComplete) throw new DnsException("There are records after the end of the transfer");
        bool isStart = record.Type == DnsRecordType.SOA && record.Name.Equals(origin);
        if (_start is null && !isStart) throw new DnsException("The transfer does not start with the zone's SOA record");
        _last = _start is null ? Role.Start : isStart ? Next(record) : _last == Role.Start ? Role.Whole : _last;
        _start ??= record;
        IsComplete = _last == Role.End;
        return _last;
    }

    /// <summary>Says that a message has ended: a server with nothing newer gives its SOA record and no more.</summary>
    internal void EndMessage() => IsComplete |= _last == Role.Start && known is { } serial && _start is not null
        && !SerialNumber.IsNewer(SerialNumber.Of(_start.Data), serial);

    private Role Next(ResourceRecord start)
    {
        bool isLast = start.Data.Equals(_start!.Data);
        return _last switch
        {
            Role.Start => !isLast && SerialNumber.Of(start.Data) == known ? Role.Removed : isLast ? Role.End : Role.Whole,
            Role.Removed => Role.Added,
            Role.Added => isLast ? Role.End : Role.Removed,
            _ => isLast ? Role.End : _last,
        };
    }
}
