using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace RpcStack.Generators.CodeFixes;

/// <summary>What a declaration lacks in front of its name.</summary>
internal static class DeclarationFixes
{
    public static async Task AddMessageAsync(FixContext context)
    {
        if (context.Find<TypeDeclarationSyntax>() is not { } type) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        editor.ReplaceNode(type, static (current, generator) =>
            Attributes.Find(current, "RpcMessage") is null
                ? Attributes.With(current, generator, "RpcMessage")
                : current);
    }

    public static Task MakeAbstractAsync(FixContext context) => ModifyAsync(
        context, context.Find<TypeDeclarationSyntax>(), static modifiers => modifiers.WithIsAbstract(true));

    public static async Task MakePartialAsync(FixContext context)
    {
        foreach (TypeDeclarationSyntax type in context.Node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
            await ModifyAsync(context, type, static modifiers => modifiers.WithPartial(true)).ConfigureAwait(false);
    }

    public static async Task MakeInternalAsync(FixContext context)
    {
        foreach (TypeDeclarationSyntax type in context.Node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
            editor.ReplaceNode(type, static (current, generator) => IsHidden(generator.GetAccessibility(current))
                ? generator.WithAccessibility(current, Accessibility.Internal)
                : current);
        }
    }

    private static bool IsHidden(Accessibility accessibility) => accessibility
        is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;

    private static async Task ModifyAsync(
        FixContext context, TypeDeclarationSyntax? type, Func<DeclarationModifiers, DeclarationModifiers> change)
    {
        if (type is null) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        editor.ReplaceNode(type, (current, generator) =>
            generator.WithModifiers(current, change(generator.GetModifiers(current))));
    }
}
