namespace RpcStack.Services.Dns.Protocol;

/// <summary>Lets a dictionary keyed by names be asked with the octets of a name, as they lie in a message.</summary>
internal sealed class DomainNameComparer
    : IEqualityComparer<DomainName>, IAlternateEqualityComparer<ReadOnlySpan<byte>, DomainName>
{
    internal static readonly DomainNameComparer Instance = new();

    public bool Equals(DomainName? x, DomainName? y) => x is null ? y is null : x.Equals(y);

    public int GetHashCode(DomainName obj) => obj.GetHashCode();

    public bool Equals(ReadOnlySpan<byte> alternate, DomainName other) => NameOctets.AreEqual(alternate, other.Wire);

    public int GetHashCode(ReadOnlySpan<byte> alternate) => NameOctets.Hash(alternate);

    public DomainName Create(ReadOnlySpan<byte> alternate) => DomainName.FromWire(alternate);
}
