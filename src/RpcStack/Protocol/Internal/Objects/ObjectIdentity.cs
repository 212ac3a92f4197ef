using System.Runtime.CompilerServices;

namespace RpcStack.Protocol.Internal.Objects;

/// <summary>An object under a contract: the same one, not an equal one.</summary>
internal readonly struct ObjectIdentity(object value, ContractDescriptor contract) : IEquatable<ObjectIdentity>
{
    private readonly object _value = value;
    private readonly ContractDescriptor _contract = contract;

    public bool Equals(ObjectIdentity other) =>
        ReferenceEquals(_value, other._value) && ReferenceEquals(_contract, other._contract);

    public override bool Equals(object? obj) => obj is ObjectIdentity other && Equals(other);

    public override int GetHashCode() =>
        HashCode.Combine(RuntimeHelpers.GetHashCode(_value), RuntimeHelpers.GetHashCode(_contract));
}
