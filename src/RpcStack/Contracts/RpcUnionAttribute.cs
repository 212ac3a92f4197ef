namespace RpcStack;

/// <summary>
/// Makes an abstract record or class, or an interface, a union: a value of it is one of the cases that its
/// <see cref="RpcCaseAttribute{TCase}"/> attributes list, and nothing else.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class RpcUnionAttribute : Attribute
{
    /// <summary>The union's name on the wire; by default its namespace and name.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// The type of the cases' labels, where these may be anything, several for a case, or left out for the default case:
    /// an integer, <see cref="bool"/>, <see cref="char"/>, or an enumeration. A case with several labels, and the default,
    /// keep the discriminator in a property marked <see cref="RpcDiscriminatorAttribute"/>.
    /// </summary>
    public Type? Discriminator { get; init; }
}
