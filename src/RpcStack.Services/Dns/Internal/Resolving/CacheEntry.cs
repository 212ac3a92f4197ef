using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns.Resolving;

/// <summary>What is known about a name and type.</summary>
/// <param name="Code">The response code.</param>
/// <param name="Records">The records; null where there are none.</param>
/// <param name="Authority">The SOA record that says so.</param>
internal sealed record CacheEntry(DnsResponseCode Code, RecordSet? Records, RecordSet? Authority)
{
    /// <summary>How long it is good for, in seconds.</summary>
    internal uint TimeToLive => Records?.TimeToLive ?? Authority?.TimeToLive ?? 0;

    /// <summary>The same, so many seconds later.</summary>
    internal CacheEntry Aged(uint seconds) => new(Code, Aged(Records, seconds), Aged(Authority, seconds));

    /// <summary>The same, with a TTL of so many seconds at most.</summary>
    internal CacheEntry Capped(uint seconds) => new(Code, Capped(Records, seconds), Capped(Authority, seconds));

    internal static CacheEntry Positive(RecordSet records) => new(DnsResponseCode.NoError, records, null);

    private static RecordSet? Aged(RecordSet? set, uint seconds) =>
        set?.WithTimeToLive(set.TimeToLive > seconds ? set.TimeToLive - seconds : 0);

    private static RecordSet? Capped(RecordSet? set, uint seconds) =>
        set?.WithTimeToLive(Math.Min(set.TimeToLive, seconds));
}
