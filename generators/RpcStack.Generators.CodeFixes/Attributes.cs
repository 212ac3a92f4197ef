using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace RpcStack.Generators.CodeFixes;

/// <summary>The run time's attributes in syntax.</summary>
internal static class Attributes
{
    /// <summary>The attribute of a name, with or without <c>Attribute</c> and whatever stands before it.</summary>
    public static AttributeSyntax? Find(SyntaxNode owner, string name) => owner
        .ChildNodes()
        .OfType<AttributeListSyntax>()
        .SelectMany(list => list.Attributes)
        .FirstOrDefault(attribute => Last(attribute.Name) is { } last && (last == name || last == name + "Attribute"));

    /// <summary>The owner with the attribute, its argument replaced where it was there already.</summary>
    /// <param name="owner">What bears it.</param>
    /// <param name="generator">What makes syntax.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="argument">The argument as C# writes it, or nothing.</param>
    /// <param name="property">The property that the argument sets, or null where it is positional.</param>
    public static SyntaxNode With(
        SyntaxNode owner, SyntaxGenerator generator, string name, string argument = "", string? property = null)
    {
        if (Find(owner, name) is { } present) return owner.ReplaceNode(present, Replace(present, argument, property));
        AttributeSyntax attribute = SyntaxFactory.Attribute(Global(name));
        return generator.AddAttributes(owner, Replace(attribute, argument, property))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>A name of the run time's, which a cleaned-up document shortens.</summary>
    public static NameSyntax Global(string name) => SyntaxFactory.ParseName("global::RpcStack." + name)
        .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    private static AttributeSyntax Replace(AttributeSyntax attribute, string argument, string? property)
    {
        if (argument.Length == 0) return attribute;
        bool IsSame(AttributeArgumentSyntax other) => other.NameEquals?.Name.Identifier.ValueText == property;
        AttributeArgumentSyntax added = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(argument));
        if (property is not null) added = added.WithNameEquals(SyntaxFactory.NameEquals(property));
        IEnumerable<AttributeArgumentSyntax> others = attribute.ArgumentList?.Arguments.Where(one => !IsSame(one)) ?? [];
        return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(
            property is null ? others.Prepend(added) : others.Append(added)))
            .NormalizeWhitespace());
    }

    private static string? Last(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => null,
    };
}
