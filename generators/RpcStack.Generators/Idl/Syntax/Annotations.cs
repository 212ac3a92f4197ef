using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>An annotation: <c>@default(value = 5)</c>.</summary>
internal sealed record AnnotationSyntax(
    string Name, SourceSpan Place, EquatableArray<AnnotationArgument> Arguments);

/// <summary>An argument of an annotation, with its name where it has one.</summary>
internal sealed record AnnotationArgument(string? Name, Expression Value);
