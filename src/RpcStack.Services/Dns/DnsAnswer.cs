namespace RpcStack.Services.Dns;

/// <summary>What a name server answered.</summary>
/// <remarks>
/// Two answers are equal if they say the same. The order of records says nothing (RFC 2181 §5), so it is not compared;
/// everything else is, the case of names too.
/// </remarks>
/// <param name="Code">How the lookup ended.</param>
/// <param name="IsAuthoritative">
/// Whether the server speaks for the zone of the name, and did not repeat what it heard.
/// </param>
/// <param name="Answers">The records asked for, and the aliases that lead to them.</param>
/// <param name="Authorities">
/// For a referral the name servers to ask; for a negative answer the zone's SOA record.
/// </param>
[RpcMessage]
public sealed record DnsAnswer(
    DnsResponseCode Code,
    bool IsAuthoritative,
    IReadOnlyList<DnsRecord> Answers,
    IReadOnlyList<DnsRecord> Authorities)
{
    /// <inheritdoc/>
    public bool Equals(DnsAnswer? other) =>
        other is not null
        && Code == other.Code
        && IsAuthoritative == other.IsAuthoritative
        && SameRecords(Answers, other.Answers)
        && SameRecords(Authorities, other.Authorities);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // A sum, so that the order of records does not matter.
        int records = 0;
        foreach (DnsRecord record in Answers) records = unchecked(records + record.GetHashCode());
        return HashCode.Combine(Code, IsAuthoritative, records);
    }

    private static bool SameRecords(IReadOnlyList<DnsRecord> left, IReadOnlyList<DnsRecord> right)
    {
        if (left.Count != right.Count) return false;
        var counts = new Dictionary<DnsRecord, int>(left.Count);
        foreach (DnsRecord record in left) counts[record] = counts.GetValueOrDefault(record) + 1;
        foreach (DnsRecord record in right)
        {
            if (counts.GetValueOrDefault(record) == 0) return false;
            counts[record]--;
        }

        return true;
    }
}
