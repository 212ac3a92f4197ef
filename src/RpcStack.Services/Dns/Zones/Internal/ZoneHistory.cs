namespace RpcStack.Services.Dns.Zones;

/// <summary>The last changes of a zone, from which secondaries are served differences. It never changes.</summary>
internal sealed class ZoneHistory
{
    internal static readonly ZoneHistory Empty = new([]);

    private const int MaxChanges = 100;
    private const int MaxRecords = 100_000;

    private readonly ZoneChange[] _changes;

    private ZoneHistory(ZoneChange[] changes) => _changes = changes;

    /// <summary>The history with one change more; the oldest make room for it.</summary>
    internal ZoneHistory With(ZoneChange change)
    {
        List<ZoneChange> changes = [.. _changes, change];
        int records = changes.Sum(c => c.RecordCount);
        while (changes.Count > MaxChanges || (records > MaxRecords && changes.Count > 0))
        {
            records -= changes[0].RecordCount;
            changes.RemoveAt(0);
        }

        return new ZoneHistory([.. changes]);
    }

    /// <summary>The changes since a version; null where they are not known any more.</summary>
    internal ReadOnlyMemory<ZoneChange>? Since(uint serial)
    {
        int start = Array.FindIndex(_changes, change => SerialNumber.Of(change.From.Data) == serial);
        return start < 0 ? null : _changes.AsMemory(start);
    }
}
