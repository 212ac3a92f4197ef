namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// What a store says to a question. It refers to the zone's own sets, so one object serves query after query.
/// </summary>
internal sealed class ZoneAnswer
{
    internal DnsResponseCode Code { get; set; }

    internal bool IsAuthoritative { get; set; }

    internal List<RecordSet> Answers { get; } = [];

    internal List<RecordSet> Authorities { get; } = [];

    /// <summary>Glue that a referral is no good without (RFC 9471 §2.1).</summary>
    internal List<RecordSet> Glue { get; } = [];

    /// <summary>Addresses that save the asker a question, and can be left out.</summary>
    internal List<RecordSet> Additionals { get; } = [];

    /// <summary>Whether who looks further may find more: the name is not ours, or what it leads to.</summary>
    internal bool IsForRecursion => Code switch
    {
        DnsResponseCode.Refused => true,
        DnsResponseCode.NoError => !IsAuthoritative || LeadsElsewhere,
        _ => false,
    };

    /// <summary>Whether the answer is an alias of a name that no zone here has.</summary>
    internal bool LeadsElsewhere { get; set; }

    internal void Clear()
    {
        Code = DnsResponseCode.NoError;
        IsAuthoritative = false;
        LeadsElsewhere = false;
        Answers.Clear();
        Authorities.Clear();
        Glue.Clear();
        Additionals.Clear();
    }
}
