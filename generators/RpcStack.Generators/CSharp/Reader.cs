using Microsoft.CodeAnalysis;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>The C# front end's entrance for the generator: annotated declarations in, models out.</summary>
internal static class Reader
{
    /// <summary>Reads a contract, or gives null where nothing can be made of it.</summary>
    public static ContractModel? Contract(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return context.TargetSymbol is INamedTypeSymbol { TypeKind: TypeKind.Interface } type && IsFirst(context)
            ? ContractParser.Parse(type, KnownSymbols.For(context.SemanticModel.Compilation)).Model
            : null;
    }

    /// <summary>Reads a message or union, or gives null where it or something that it holds is broken.</summary>
    public static CodecModel? Codec(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (context.TargetSymbol is not INamedTypeSymbol type || !IsFirst(context)) return null;
        KnownSymbols known = KnownSymbols.For(context.SemanticModel.Compilation);
        ParsedType parsed = known.Parse(type);
        return !parsed.IsBroken && known.Reach.IsSound(parsed.Edges) ? parsed.Codec : null;
    }

    // A declaration is handed over once for each part that bears the attribute, though the compiler forbids a second.
    private static bool IsFirst(GeneratorAttributeSyntaxContext context)
    {
        SyntaxReference? first = context.TargetSymbol
            .FindAll(context.Attributes[0].AttributeClass?.OriginalDefinition)
            .FirstOrDefault()?.ApplicationSyntaxReference;
        return first is null
            || (first.SyntaxTree == context.TargetNode.SyntaxTree && context.TargetNode.Span.Contains(first.Span));
    }
}
