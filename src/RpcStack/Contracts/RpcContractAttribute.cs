namespace RpcStack;

/// <summary>
/// Makes a partial interface a contract: the generator emits its stub, its skeleton and the marshalling of everything
/// its operations name.
/// </summary>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class RpcContractAttribute : Attribute
{
    /// <summary>
    /// The contract's name on the wire; by default its namespace and name without the leading <c>I</c>
    /// (<c>Bank.IAccount</c> is <c>Bank.Account</c>).
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// An interface file of the project (<c>bank.idl</c>) that declares a contract of the same name on the wire. The
    /// compiler says where the two differ (RPC2006).
    /// </summary>
    public string? Mirrors { get; init; }

    /// <summary>
    /// The wire formats that the compiler holds the contract to: what they can say, and how they let it change.
    /// </summary>
    public RpcFormats Formats { get; init; }
}
