using System.Reflection;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>Names on the wire.</summary>
internal static class Naming
{
    public static string Contract(Type contract) =>
        contract.GetCustomAttribute<RpcContractAttribute>()?.Name is { Length: > 0 } name
            ? name
            : Dotted(contract, ContractName(contract));

    /// <summary>A message's or union's name, unless its attribute states one.</summary>
    public static string Type(Type type, string? stated) => stated is { Length: > 0 } ? stated : Dotted(type, Simple(type));

    /// <summary>The type's name without the number of its type parameters.</summary>
    public static string Simple(Type type) => type.Name.Split('`')[0];

    public static string Operation(MethodInfo method)
    {
        if (method.GetCustomAttribute<RpcOperationAttribute>()?.Name is { Length: > 0 } name) return name;
        return method.Name.Length > 5 && method.Name.EndsWith("Async", StringComparison.Ordinal) ? method.Name[..^5] : method.Name;
    }

    // Where IFoo and Foo are both contracts, only Foo may be called Foo.
    private static string ContractName(Type contract)
    {
        string name = contract.Name;
        if (name.Length < 2 || name[0] != 'I' || !char.IsUpper(name[1])) return name;
        string sibling = contract.FullName![..^name.Length] + name[1..];
        return contract.Assembly.GetType(sibling) is { } other && Contracts.IsContract(other) ? name : name[1..];
    }

    private static string Dotted(Type type, string name)
    {
        for (Type? outer = type.DeclaringType; outer is not null; outer = outer.DeclaringType) name = $"{Simple(outer)}.{name}";
        return string.IsNullOrEmpty(type.Namespace) ? name : $"{type.Namespace}.{name}";
    }
}
