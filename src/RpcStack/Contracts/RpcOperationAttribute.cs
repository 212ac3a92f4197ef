namespace RpcStack;

/// <summary>Fixes an operation's ordinal within its contract; by default operations count from 0 as declared.</summary>
/// <remarks>Where one operation of a contract says its ordinal, all do. Two overloads need a <see cref="Name"/>.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RpcOperationAttribute : Attribute
{
    /// <summary>Leaves the ordinal to the order of declaration.</summary>
    public RpcOperationAttribute() => Ordinal = -1;

    /// <summary>Fixes the ordinal.</summary>
    /// <param name="ordinal">From 0, unique in the contract.</param>
    public RpcOperationAttribute(int ordinal) => Ordinal = ordinal;

    /// <summary>The ordinal, or -1 where the order of declaration gives it.</summary>
    public int Ordinal { get; }

    /// <summary>The operation's name on the wire; by default the method's name without <c>Async</c>.</summary>
    public string? Name { get; init; }
}
