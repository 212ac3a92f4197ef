using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>The arguments of a lookup, checked alike by every implementation.</summary>
internal static class DnsLookupQuestion
{
    // RFC 6895 §3.1: from here to 255, types are for questions and for messages, not for data.
    private const DnsRecordType FirstQueryType = (DnsRecordType)128;

    internal static DnsQuestion Make(string name, DnsRecordType type)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (type != DnsRecordType.ANY && !IsDataType(type))
        {
            throw new ArgumentException($"{type.ToText()} is no type of record that can be looked up.", nameof(type));
        }

        try
        {
            return new DnsQuestion(DomainName.Parse(name), type);
        }
        catch (FormatException malformed)
        {
            throw new ArgumentException($"{malformed.Message}.", nameof(name), malformed);
        }
    }

    /// <summary>Whether records of the type are data that a zone can have.</summary>
    internal static bool IsDataType(DnsRecordType type) =>
        type is not (DnsRecordType.None or DnsRecordType.OPT or (>= FirstQueryType and <= DnsRecordType.ANY));
}
