using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Semantics;

/// <summary>What tells the arms of a union apart.</summary>
internal static class XdrUnions
{
    /// <summary>Whether values of the type can: RFC 4506 §4.15 wants 32 bits.</summary>
    public static bool IsDiscriminant(XdrType type) => type
        is DeclaredXdrType { Symbol.Definition: EnumSyntax }
        or ScalarXdrType { CSharp: "bool" or "int" or "uint" or "short" or "ushort" or "sbyte" or "byte" };

    /// <summary>Whether the number is one of the type's values.</summary>
    public static bool Has(XdrScope scope, XdrType type, decimal number) => type switch
    {
        DeclaredXdrType { Symbol.Definition: EnumSyntax syntax } => scope.Numbers(syntax).Contains(number),
        ScalarXdrType { CSharp: "bool" } => number is 0 or 1,
        ScalarXdrType { CSharp: "int" } => number is >= int.MinValue and <= int.MaxValue,
        ScalarXdrType { CSharp: "uint" } => number is >= uint.MinValue and <= uint.MaxValue,
        ScalarXdrType { CSharp: "short" } => number is >= short.MinValue and <= short.MaxValue,
        ScalarXdrType { CSharp: "ushort" } => number is >= ushort.MinValue and <= ushort.MaxValue,
        ScalarXdrType { CSharp: "sbyte" } => number is >= sbyte.MinValue and <= sbyte.MaxValue,
        ScalarXdrType { CSharp: "byte" } => number is >= byte.MinValue and <= byte.MaxValue,
        _ => false,
    };
}
