using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>The type parameters of a generic message's codec: each of the message's, and a codec beside it.</summary>
internal static class TypeParameters
{
    public static string Of(INamedTypeSymbol type)
    {
        List<string> names = [];
        foreach (ITypeParameterSymbol parameter in All(type))
        {
            names.Add(Naming.Escape(parameter.Name));
            names.Add(Naming.Codec(parameter));
        }

        return names.Count == 0 ? "" : $"<{string.Join(", ", names)}>";
    }

    public static IEnumerable<string> Constraints(INamedTypeSymbol type)
    {
        foreach (ITypeParameterSymbol parameter in All(type))
        {
            string name = Naming.Escape(parameter.Name);
            string own = string.Join(", ", Own(parameter));
            if (own.Length > 0) yield return $"where {name} : {own}";
            yield return $"where {Naming.Codec(parameter)} : struct, {Types.Marshalling}ICodec<{name}>";
        }
    }

    private static IEnumerable<ITypeParameterSymbol> All(INamedTypeSymbol type) =>
        type.Chain().SelectMany(outer => outer.TypeParameters);

    private static IEnumerable<string> Own(ITypeParameterSymbol parameter)
    {
        if (parameter.HasUnmanagedTypeConstraint) yield return "unmanaged";
        else if (parameter.HasValueTypeConstraint) yield return "struct";
        if (parameter.HasReferenceTypeConstraint)
            yield return parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated
                ? "class?"
                : "class";
        if (parameter.HasNotNullConstraint) yield return "notnull";
        foreach (ITypeSymbol constraint in parameter.ConstraintTypes) yield return constraint.ToCSharp();
        if (parameter.HasConstructorConstraint) yield return "new()";
    }
}
