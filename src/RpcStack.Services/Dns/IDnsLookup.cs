namespace RpcStack.Services.Dns;

/// <summary>Asks the domain name system one question.</summary>
/// <remarks>
/// Calls may overlap. What the name system says, also that a name does not exist, is an answer; only the failure to get
/// one is an exception.
/// </remarks>
[RpcContract]
public partial interface IDnsLookup
{
    /// <summary>Looks up the records of one type at a name.</summary>
    /// <param name="name">
    /// The domain name in presentation format (RFC 1035 §5.1), taken as absolute with or without its trailing dot.
    /// </param>
    /// <param name="type">The type of the records, or <see cref="DnsRecordType.ANY"/>.</param>
    /// <param name="cancel">Gives the lookup up.</param>
    /// <returns>The answer; a chain of aliases comes before the records it leads to.</returns>
    /// <exception cref="ArgumentException">
    /// The name is no domain name, or the type is none that can be looked up.
    /// </exception>
    [Idempotent]
    ValueTask<DnsAnswer> LookupAsync(string name, DnsRecordType type, CancellationToken cancel = default);
}
