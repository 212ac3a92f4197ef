using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>A case as a union's attribute lists it.</summary>
/// <param name="Type">What it is; null where the attribute does not say, or names it by text.</param>
/// <param name="Labels">Its labels: null where the attribute makes no sense, default where they are null.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record UnionCase(ITypeSymbol? Type, ImmutableArray<TypedConstant>? Labels, Location Place)
{
    public static UnionCase Of(AttributeData data, INamedTypeSymbol union) => new(
        data.AttributeClass!.TypeArguments[0],
        data.ConstructorArguments is [{ Kind: TypedConstantKind.Array } labels, ..]
            ? labels.IsNull ? default(ImmutableArray<TypedConstant>) : labels.Values
            : null,
        data.Place(union));

    /// <summary><c>[Union(0, typeof(Circle))]</c>.</summary>
    public static UnionCase OfMessagePack(AttributeData data, INamedTypeSymbol union) =>
        data.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive } label, { Value: ITypeSymbol type }]
            ? new(type, ImmutableArray.Create(label), data.Place(union))
            : new(null, null, data.Place(union));
}
