namespace RpcStack.Services.Dns;

public sealed partial record DnsAnswer
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
