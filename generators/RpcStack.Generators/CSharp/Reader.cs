using Microsoft.CodeAnalysis;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>The C# front end's entrance for the generator: annotated declarations in, models out.</summary>
internal static class Reader
{
    /// <summary>Reads a contract, or gives null where nothing can be made of it.</summary>
    public static Reading<ContractModel>? Contract(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (context.TargetSymbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type || !IsFirst(context))
            return null;
        KnownSymbols known = KnownSymbols.For(context.SemanticModel.Compilation);
        ContractModel? model = ContractParser.Parse(type, known).Model;
        return model is { HasStub: true }
            ? new(model, null, BorrowedTypes.Codecs(known.ParseOperations(type).Edges, known))
            : new(model, type.MetadataName());
    }

    /// <summary>Reads a message or union, or gives null where it or something that it holds is broken.</summary>
    public static Reading<CodecModel>? Codec(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (context.TargetSymbol is not INamedTypeSymbol type || !IsFirst(context)) return null;
        return Reading(type, KnownSymbols.For(context.SemanticModel.Compilation));
    }

    /// <summary>Reads a type that is annotated for another library, or gives null where nothing can be made of it.</summary>
    public static Reading<CodecModel>? Foreign(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (context.TargetSymbol is not INamedTypeSymbol type || !IsFirst(context)) return null;
        KnownSymbols known = KnownSymbols.For(context.SemanticModel.Compilation);
        bool isDeciding = known.MessageAttribute is not null
            && ForeignAnnotations.Deciding(type, known) == context.Attributes[0].AttributeClass?.ToDisplayString();
        return isDeciding && !IsRefused(known.Parse(type)) ? Reading(type, known) : null;
    }

    // Where the compiler has nothing to say of what it holds either, another language may declare it.
    private static bool IsRefused(ParsedType type) =>
        type.Refusal is not null || type.Failures.Any(failure => failure.Reason is not null);

    private static Reading<CodecModel> Reading(INamedTypeSymbol type, KnownSymbols known) => Codec(type, known) is { } model
        ? new(model, null, BorrowedTypes.Codecs(known.Parse(type).Edges, known))
        : new(null, type.MetadataName());

    /// <summary>The codec of a message or union; null for other types, and where it or what it holds is broken.</summary>
    public static CodecModel? Codec(INamedTypeSymbol type, KnownSymbols known)
    {
        if (!known.IsMessage(type) && !known.IsUnion(type)) return null;
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
