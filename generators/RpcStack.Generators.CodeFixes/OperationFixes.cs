using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace RpcStack.Generators.CodeFixes;

/// <summary>What makes a member an operation.</summary>
internal static class OperationFixes
{
    public static async Task ReturnTaskAsync(FixContext context)
    {
        if (context.Find<MethodDeclarationSyntax>() is not { } method) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        editor.ReplaceNode(
            method.ReturnType, (_, _) => Returned(method.ReturnType).WithTriviaFrom(method.ReturnType));
    }

    public static async Task RemoveOnewayAsync(FixContext context)
    {
        if (context.Find<MethodDeclarationSyntax>() is not { } method) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        if (Attributes.Find(method, "Oneway") is { } oneway) editor.RemoveNode(oneway);
    }

    /// <summary>A property becomes a method for each accessor.</summary>
    public static async Task MakeMethodAsync(FixContext context)
    {
        if (context.Find<PropertyDeclarationSyntax>() is not { } property) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        List<SyntaxNode> methods = [];
        foreach (AccessorDeclarationSyntax accessor in property.AccessorList?.Accessors ?? [])
            methods.Add(Method(property, accessor).WithAdditionalAnnotations(Formatter.Annotation));
        if (methods.Count == 0) return;
        methods[0] = methods[0].WithLeadingTrivia(property.GetLeadingTrivia());
        editor.InsertBefore(property, methods);
        editor.RemoveNode(property, SyntaxRemoveOptions.KeepNoTrivia);
    }

    /// <summary><c>FindAsync(string name)</c> becomes <c>FindByName</c> on the wire.</summary>
    public static async Task RenameAsync(FixContext context)
    {
        if (context.Find<MethodDeclarationSyntax>() is not { } method) return;
        string name = method.Identifier.ValueText;
        if (name.EndsWith("Async", StringComparison.Ordinal)) name = name.Substring(0, name.Length - 5);
        string[] parameters =
        [
            .. method.ParameterList.Parameters
                .Where(parameter => parameter.Type?.ToString() is not "CancellationToken")
                .Select(parameter => parameter.Identifier.ValueText)
                .Where(parameter => parameter.Length > 0)
                .Select(parameter => char.ToUpperInvariant(parameter[0]) + parameter.Substring(1)),
        ];
        name += parameters.Length == 0 ? "All" : "By" + string.Join("And", parameters);
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        editor.ReplaceNode(method, (current, generator) =>
            Attributes.With(current, generator, "RpcOperation", SymbolDisplay.FormatLiteral(name, true), "Name"));
    }

    private static TypeSyntax Returned(TypeSyntax type) => type switch
    {
        PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } => System("Threading.Tasks.ValueTask"),
        NullableTypeSyntax { ElementType: SimpleNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } task } => task,
        GenericNameSyntax { Identifier.ValueText: "IEnumerable", Arity: 1 } sequence =>
            System($"Collections.Generic.IAsyncEnumerable{sequence.TypeArgumentList}"),
        _ => System($"Threading.Tasks.ValueTask<{type.WithoutTrivia()}>"),
    };

    private static TypeSyntax System(string name) => SyntaxFactory.ParseTypeName("global::System." + name)
        .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    private static MethodDeclarationSyntax Method(PropertyDeclarationSyntax property, AccessorDeclarationSyntax accessor)
    {
        bool isGetter = accessor.IsKind(SyntaxKind.GetAccessorDeclaration);
        string name = (isGetter ? "Get" : "Set") + property.Identifier.ValueText + "Async";
        List<ParameterSyntax> parameters = isGetter
            ? []
            : [SyntaxFactory.Parameter(SyntaxFactory.Identifier("value")).WithType(property.Type.WithoutTrivia())];
        parameters.Add(TokenFixes.Parameter(parameters));
        return SyntaxFactory.MethodDeclaration(
                isGetter ? Returned(property.Type) : System("Threading.Tasks.ValueTask"), name)
            .WithParameterList(SyntaxFactory.ParameterList(SyntaxFactory.SeparatedList(parameters)))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));
    }
}
