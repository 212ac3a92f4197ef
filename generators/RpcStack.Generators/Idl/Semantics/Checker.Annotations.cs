using System.Numerics;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Annotations: those known here, where they belong, and what they are given.</summary>
internal sealed partial class Checker
{
    private const string AnyNumber = "number";
    private const string AnyValue = "value";
    private const string TwoNumbers = "program's number and a version";

    // Where each belongs, and what it takes.
    private static readonly Dictionary<string, (string Place, string? Argument)> Known = new(StringComparer.Ordinal)
    {
        ["bit_bound"] = ("an enum", AnyNumber),
        ["default"] = ("a member of a struct or an exception", AnyValue),
        ["id"] = ("a member of a struct or an exception, an operation, or an attribute", AnyNumber),
        ["idempotent"] = ("an operation or an attribute", null),
        ["onc_program"] = ("an interface", TwoNumbers),
        ["optional"] = ("a member of a struct or an exception, or a parameter", null),
        ["stream"] = ("an operation for its result, or an in parameter, of a sequence type", null),
        ["value"] = ("an enumerator", AnyValue),
    };

    private void CheckAnnotations(Definition definition, params string[] allowed)
    {
        HashSet<string> seen = [];
        foreach (AnnotationSyntax annotation in definition.Annotations)
        {
            if (!Known.TryGetValue(annotation.Name, out (string Place, string? Argument) known))
                Report(IdlRules.UnknownAnnotation, annotation.Place, annotation.Name);
            else if (!seen.Add(annotation.Name))
                Report(IdlRules.Annotation, annotation.Place, annotation.Name, "it is given twice");
            else if (!allowed.Contains(annotation.Name))
                Report(IdlRules.Annotation, annotation.Place, annotation.Name, $"it belongs to {known.Place}");
            else if (Complaint(annotation, known.Argument) is { } problem)
                Report(IdlRules.Annotation, annotation.Place, annotation.Name, problem);
        }
    }

    private static string? Complaint(AnnotationSyntax annotation, string? argument)
    {
        if (argument is null) return annotation.Arguments.Count == 0 ? null : "it takes no argument";
        if (argument == TwoNumbers)
            return annotation.Arguments is [{ Name: null }, { Name: null }] ? null : $"it takes a {argument}";
        if (annotation.Arguments.Count != 1 || annotation.Arguments[0].Name is not (null or "value"))
            return $"it takes one {argument}";
        return null;
    }

    private static AnnotationSyntax? FindAnnotation(Definition definition, string name) =>
        definition.Annotations.FirstOrDefault(annotation => annotation.Name == name);

    private static bool Has(Definition definition, string name) => FindAnnotation(definition, name) is not null;

    private static Expression? Argument(Definition definition, string name) =>
        FindAnnotation(definition, name) is { Arguments.Count: 1 } annotation ? annotation.Arguments[0].Value : null;

    private int? Number(Definition definition, string name)
    {
        if (Argument(definition, name) is not { } expression || Fold(expression, null) is not { } value) return null;
        int most = name == "bit_bound" ? 32 : 18_998;
        int least = name == "bit_bound" ? 1 : 0;
        if (value is BigInteger number && number >= least && number <= most) return (int)number;
        Report(IdlRules.Annotation, expression.Place, name, $"it takes a number from {least} to {most}");
        return null;
    }

    /// <summary>The ONC RPC program that an interface is, or null.</summary>
    private (uint Number, uint Version)? Program(InterfaceSyntax syntax)
    {
        if (FindAnnotation(syntax, "onc_program") is not { Arguments: [var number, var version] }) return null;
        return Word(number.Value) is { } first && Word(version.Value) is { } second ? (first, second) : null;
    }

    private uint? Word(Expression expression)
    {
        if (Fold(expression, null) is not { } value) return null;
        if (value is BigInteger number && number >= 0 && number <= uint.MaxValue) return (uint)number;
        Report(IdlRules.Annotation, expression.Place, "onc_program", $"it takes numbers from 0 to {uint.MaxValue}");
        return null;
    }
}
