using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.CodeFixes;

/// <summary>Numbers for what has none or another's; what has a good one keeps it.</summary>
internal static class NumberFixes
{
    public static async Task FieldsAsync(FixContext context)
    {
        if (await context.TypeAsync().ConfigureAwait(false) is not { } type) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        KnownSymbols known = KnownSymbols.For(editor.SemanticModel.Compilation);
        List<SyntaxNode> fields =
            [.. known.Parse(type).Fields.Select(field => Declaration(field.Symbol, context.Cancel)).OfType<SyntaxNode>()];
        await NumberAsync(context, fields, "RpcField").ConfigureAwait(false);
    }

    public static async Task OperationsAsync(FixContext context)
    {
        if (await context.TypeAsync().ConfigureAwait(false) is not { } type) return;
        List<SyntaxNode> methods =
        [
            .. type.GetMembers()
                .OfType<IMethodSymbol>()
                .Select(method => Declaration(method, context.Cancel))
                .OfType<MethodDeclarationSyntax>(),
        ];
        await NumberAsync(context, methods, "RpcOperation").ConfigureAwait(false);
    }

    public static async Task CaseAsync(FixContext context)
    {
        if (context.Find<AttributeSyntax>() is not { } attribute) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        if (attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type) return;
        editor.ReplaceNode(type, (current, generator) =>
        {
            AttributeSyntax[] cases = [.. Cases((TypeDeclarationSyntax)current)];
            int index = Array.IndexOf([.. Cases(type)], attribute);
            AttributeArgumentSyntax argument = cases[index].ArgumentList!.Arguments[0];
            int next = cases.Max(one => Number(one) ?? 0) + 1;
            return current.ReplaceNode(argument.Expression, generator.LiteralExpression(next));
        });
    }

    private static async Task NumberAsync(FixContext context, List<SyntaxNode> members, string attribute)
    {
        int?[] numbers = [.. members.Select(member => Number(Attributes.Find(member, attribute)))];
        HashSet<int> taken = [-1];
        for (int i = 0; i < numbers.Length; i++)
            if (numbers[i] is not (>= 0 and <= MessageMember.MaxPosition and int good) || !taken.Add(good))
                numbers[i] = null;
        int next = taken.Max();
        for (int i = 0; i < numbers.Length; i++)
        {
            if (await context.EditorAsync(members[i].SyntaxTree).ConfigureAwait(false) is not { } editor) continue;
            string number = (numbers[i] ?? ++next).ToString(CultureInfo.InvariantCulture);
            editor.ReplaceNode(
                members[i], (current, generator) => Attributes.With(current, generator, attribute, number));
        }
    }

    private static SyntaxNode? Declaration(ISymbol symbol, CancellationToken cancel) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) switch
        {
            // A C# field's attributes stand at the declaration around it.
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } => field,
            SyntaxNode node => node,
            null => null,
        };

    private static IEnumerable<AttributeSyntax> Cases(TypeDeclarationSyntax type) => type.AttributeLists
        .SelectMany(list => list.Attributes)
        .Where(attribute => attribute.Name.ToString().Contains("RpcCase"));

    private static int? Number(AttributeSyntax? attribute) =>
        attribute?.ArgumentList?.Arguments.FirstOrDefault() is { NameEquals: null } argument
        && int.TryParse(argument.Expression.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
